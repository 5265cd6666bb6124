#!/bin/sh
# Installs Debian's servers, scanners and judges for range and tests without letting any of them start.
# Run as root on a throw-away machine; the range itself uses configuration files of its own.
set -eu
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    trap 'rm -f "$policy"' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y --no-install-recommends nginx-light apache2 libapache2-mod-php php-fpm php-sqlite3 \
    openssh-server openssh-client vsftpd openssl util-linux
# What judges the vault: another implementation of its log, another reader of its evidence.
apt-get install -y --no-install-recommends golang-go golang-golang-x-mod-dev zstd ripgrep ||
    echo "left out: judges of the vault" >&2
# Real scanners: each is left out of a run when it isn't there.
for tool in sqlmap wapiti hydra ffuf gobuster dirb wfuzz; do
    apt-get install -y --no-install-recommends "$tool" || echo "left out: $tool" >&2
done
