// Judges a log of Siaga with Go's own golang.org/x/mod/sumdb/{note,tlog}: none of Siaga's code is used.
//
//	judge FOLDER FIRST_KEY [CHECKPOINT...]
//
// FOLDER holds `checkpoint` and `tile/…` (C2SP tlog-tiles). FIRST_KEY is the verifier key of the first epoch; the
// keys of later ones are taken from the log's own key/1 leaves, once these are proven. The CHECKPOINTs are files
// that others kept. Checked: every entry is included, the tree of every size is consistent with the newest, each
// checkpoint has the root that the tree had at its size and is signed by the key of its epoch.
package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height, width = 8, 1 << 8

// A folder reads tiles by the names of C2SP tlog-tiles, which differ from Go's: no height, "entries" for "data".
type folder string

func (f folder) Height() int { return height }

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := f.read(tile)
		if err != nil {
			return nil, err
		}
		if len(data) < tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s is cut off", tile.Path())
		}
		all = append(all, data[:tile.W*tlog.HashSize])
	}
	return all, nil
}

// read returns a tile; where the full one has taken the place of a partial one, it returns that.
func (f folder) read(tile tlog.Tile) ([]byte, error) {
	data, err := os.ReadFile(f.path(tile))
	if errors.Is(err, os.ErrNotExist) && tile.W < width {
		tile.W = width
		return os.ReadFile(f.path(tile))
	}
	return data, err
}

func (f folder) path(tile tlog.Tile) string {
	name := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
	return filepath.Join(string(f), strings.Replace(name, "tile/data/", "tile/entries/", 1))
}

// entries returns all entries of a log of this size: each stands after its length, two bytes, big end first.
func (f folder) entries(size int64) ([][]byte, error) {
	var all [][]byte
	for start := int64(0); start < size; start += width {
		count := size - start
		if count > width {
			count = width
		}
		tile := tlog.Tile{H: height, L: -1, N: start / width, W: int(count)}
		data, err := f.read(tile)
		if err != nil {
			return nil, err
		}
		for ; count > 0; count-- {
			if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
				return nil, fmt.Errorf("%s is cut off", f.path(tile))
			}
			end := 2 + int(binary.BigEndian.Uint16(data))
			all, data = append(all, data[2:end]), data[end:]
		}
		if len(data) > 0 {
			return nil, fmt.Errorf("%s has bytes after its last entry", f.path(tile))
		}
	}
	return all, nil
}

// parse returns origin and tree of a checkpoint, whose signatures are not looked at yet.
func parse(data []byte) (string, tlog.Tree, error) {
	lines := strings.Split(string(data), "\n")
	if len(lines) < 5 || lines[3] != "" {
		return "", tlog.Tree{}, errors.New("not a checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return "", tlog.Tree{}, err
	}
	hash, err := tlog.ParseHash(lines[2])
	return lines[0], tlog.Tree{N: size, Hash: hash}, err
}

// A log is what was proven of one: its hashes, and the keys from which size on each may sign.
type log struct {
	origin string
	tree   tlog.Tree
	hashes tlog.HashReader
	from   []int64
	keys   []note.Verifier
}

// included proves every entry, and takes the keys from those that admit one.
func (l *log) included(entries [][]byte, first string) error {
	for at, entry := range entries {
		proof, err := tlog.ProveRecord(l.tree.N, int64(at), l.hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, l.tree.N, l.tree.Hash, int64(at), tlog.RecordHash(entry)); err != nil {
			return fmt.Errorf("entry %d: %v", at, err)
		}
		var leaf struct{ Kind, Vkey string }
		if err := json.Unmarshal(entry, &leaf); err != nil {
			return fmt.Errorf("entry %d: %v", at, err)
		}
		if leaf.Kind != "key/1" {
			continue
		}
		if at == 0 && leaf.Vkey != first {
			return errors.New("the log begins with another key")
		}
		key, err := note.NewVerifier(leaf.Vkey)
		if err != nil {
			return err
		}
		l.from, l.keys = append(l.from, int64(at)+2), append(l.keys, key)
	}
	return nil
}

// consistent proves that the tree of every size is the beginning of the newest.
func (l *log) consistent() error {
	for size := int64(1); size <= l.tree.N; size++ {
		root, err := tlog.TreeHash(size, l.hashes)
		if err != nil {
			return err
		}
		if err := l.begins(tlog.Tree{N: size, Hash: root}); err != nil {
			return err
		}
	}
	return nil
}

func (l *log) begins(old tlog.Tree) error {
	if old.N < 1 || old.N > l.tree.N {
		return fmt.Errorf("a checkpoint of %d leaves, but the log has %d", old.N, l.tree.N)
	}
	proof, err := tlog.ProveTree(l.tree.N, old.N, l.hashes)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, l.tree.N, l.tree.Hash, old.N, old.Hash); err != nil {
		return fmt.Errorf("the log of %d leaves is not the beginning of that of %d: %v", old.N, l.tree.N, err)
	}
	return nil
}

// signed checks a checkpoint: name, signature by the key of its epoch, and that the log grew from it.
func (l *log) signed(data []byte) error {
	origin, tree, err := parse(data)
	if err != nil {
		return err
	}
	if origin != l.origin {
		return errors.New("a checkpoint of another log")
	}
	if err := l.begins(tree); err != nil {
		return err
	}
	if len(l.keys) == 0 {
		return errors.New("the log admits no key")
	}
	key := l.keys[0]
	for at, from := range l.from {
		if tree.N >= from {
			key = l.keys[at]
		}
	}
	_, err = note.Open(data, note.VerifierList(key))
	return err
}

func judge(place, first string, kept []string) error {
	files := append([]string{filepath.Join(place, "checkpoint")}, kept...)
	var notes [][]byte
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		notes = append(notes, data)
	}
	origin, tree, err := parse(notes[0])
	if err != nil {
		return err
	}
	found := &log{origin: origin, tree: tree, hashes: tlog.TileHashReader(tree, folder(place))}
	entries, err := folder(place).entries(tree.N)
	if err != nil {
		return err
	}
	if err := found.included(entries, first); err != nil {
		return err
	}
	if err := found.consistent(); err != nil {
		return err
	}
	for at, data := range notes {
		if err := found.signed(data); err != nil {
			return fmt.Errorf("%s: %v", filepath.Base(files[at]), err)
		}
	}
	fmt.Printf("%d entries, %d keys, %d checkpoints\n", tree.N, len(found.keys), len(notes))
	return nil
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "judge FOLDER FIRST_KEY [CHECKPOINT...]")
		os.Exit(2)
	}
	if err := judge(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		fmt.Println("REFUSED:", err)
		os.Exit(1)
	}
}
