"""Siaga: watches over the web sites of a city government and proves what it says about them."""
