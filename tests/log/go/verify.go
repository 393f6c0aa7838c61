// verify reads a publication log over HTTP with golang.org/x/mod/sumdb alone: signature, tiles, entries, and that the log continues what
// was seen before.
//
//	verify URL VKEY-FILE STATE-FILE
//
// URL is the address before /checkpoint. STATE-FILE holds the checkpoints seen so far, one after the other; the new one is added to them.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const between = "\x00"

type site struct{ url string }

func (s site) get(path string) ([]byte, error) {
	answer, err := http.Get(s.url + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// path of a tile in the layout of tlog-tiles; sumdb's own still names the height.
func path(level string, number int64, width int) string {
	groups := fmt.Sprintf("%03d", number%1000)
	for number >= 1000 {
		number /= 1000
		groups = fmt.Sprintf("x%03d/%s", number%1000, groups)
	}
	if width != 256 {
		groups += ".p/" + strconv.Itoa(width)
	}
	return "tile/" + level + "/" + groups
}

func (s site) Height() int { return 8 }

func (s site) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		hashes, err := s.get(path(strconv.Itoa(tile.L), tile.N, tile.W))
		if err != nil {
			return nil, err
		}
		all = append(all, hashes)
	}
	return all, nil
}

func (s site) SaveTiles([]tlog.Tile, [][]byte) {}

// tree opens a checkpoint: its signature must be of the key.
func tree(signed []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		return tlog.Tree{}, fmt.Errorf("malformed checkpoint %q", opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	raw, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(raw) != tlog.HashSize {
		return tlog.Tree{}, fmt.Errorf("malformed root %q", lines[2])
	}
	var root tlog.Hash
	copy(root[:], raw)
	return tlog.Tree{N: size, Hash: root}, nil
}

// entry out of the bundle that holds it.
func (s site) entry(index, size int64) ([]byte, error) {
	number, width := index/256, 256
	if rest := size - number*256; rest < 256 {
		width = int(rest)
	}
	bundle, err := s.get(path("entries", number, width))
	if err != nil {
		return nil, err
	}
	var found []byte
	for i := 0; i < width; i++ {
		if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
			return nil, fmt.Errorf("bundle %d ends early", number)
		}
		length := int(binary.BigEndian.Uint16(bundle))
		if int64(i) == index%256 {
			found = bundle[2 : 2+length]
		}
		bundle = bundle[2+length:]
	}
	if len(bundle) != 0 {
		return nil, fmt.Errorf("bundle %d goes on", number)
	}
	return found, nil
}

// proves that entry `index` stands in the tree.
func (s site) prove(index int64, now tlog.Tree, hashes tlog.HashReader) error {
	data, err := s.entry(index, now.N)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveRecord(now.N, index, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, now.N, now.Hash, index, tlog.RecordHash(data))
}

// chosen entries: all of a small log; the edges of tiles and every 97th of a large one.
func chosen(size int64) []int64 {
	var all []int64
	for i := int64(0); i < size; i++ {
		edge := i % 256
		if size <= 300 || i%9973 == 0 || i == size-1 || (i < 600 && (edge == 0 || edge == 255)) || i == 65535 || i == 65536 {
			all = append(all, i)
		}
	}
	return all
}

func verify(url, vkeyFile, stateFile string) error {
	s := site{url}
	vkey, err := os.ReadFile(vkeyFile)
	if err != nil {
		return err
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(vkey)))
	if err != nil {
		return err
	}
	signed, err := s.get("checkpoint")
	if err != nil {
		return err
	}
	now, err := tree(signed, verifier)
	if err != nil {
		return err
	}
	hashes := tlog.TileHashReader(now, s)
	if root, err := tlog.TreeHash(now.N, hashes); err != nil || root != now.Hash {
		return fmt.Errorf("the tiles do not lead to the root: %v", err)
	}
	indexes := chosen(now.N)
	for _, index := range indexes {
		if err := s.prove(index, now, hashes); err != nil {
			return fmt.Errorf("entry %d: %w", index, err)
		}
	}
	known, err := os.ReadFile(stateFile)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	continued := 0
	for _, before := range bytes.Split(known, []byte(between)) {
		if len(before) == 0 {
			continue
		}
		old, err := tree(before, verifier)
		if err != nil {
			return err
		}
		proof, err := tlog.ProveTree(now.N, old.N, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, now.N, now.Hash, old.N, old.Hash); err != nil {
			return fmt.Errorf("size %d to %d: %w", old.N, now.N, err)
		}
		continued++
	}
	fmt.Printf("size %d: %d entries proved, continues %d\n", now.N, len(indexes), continued)
	return os.WriteFile(stateFile, append(append(known, signed...), between...), 0o600)
}

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: verify URL VKEY-FILE STATE-FILE")
		os.Exit(2)
	}
	if err := verify(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Println("FAILED:", err)
		os.Exit(1)
	}
}
