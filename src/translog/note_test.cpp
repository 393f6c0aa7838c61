#include "translog/note.hpp"

#include <gtest/gtest.h>

#include "base/digest.hpp"
#include "translog/ed25519.hpp"
#include "translog/encoding.hpp"

namespace mingtang::translog {
namespace {

TEST(Ed25519, FollowsRfc8032) {
    // Section 7.1, tests 1 and 3.
    auto seed = from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").value();
    EXPECT_EQ(hex(ed25519::public_key(seed)), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    EXPECT_EQ(
        hex(ed25519::sign(seed, "")),
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    auto third = from_hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7").value();
    auto signature = ed25519::sign(third, "\xaf\x82");
    EXPECT_EQ(
        hex(signature),
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
    EXPECT_TRUE(ed25519::verifies(ed25519::public_key(third), "\xaf\x82", signature));
    EXPECT_FALSE(ed25519::verifies(ed25519::public_key(third), "\xaf\x83", signature));
    EXPECT_FALSE(ed25519::verifies(ed25519::public_key(seed), "\xaf\x82", signature));
    EXPECT_FALSE(ed25519::verifies("short", "\xaf\x82", signature));
}

Note signed_by(std::vector<SigningKey> const& keys, std::string text) {
    Note note{.text = std::move(text)};
    for (auto const& key : keys) note.signatures.push_back(key.sign(note.text));
    return note;
}

TEST(Keys, AreWrittenAsTheFormatSays) {
    // The example of the signed note format.
    auto key = VerifierKey::parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    ASSERT_TRUE(key);
    EXPECT_EQ(key->text(), "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    auto note = parse_note(
        "This is an example message.\n\n\u2014 example.com/foo "
        "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n");
    ASSERT_TRUE(note);
    EXPECT_EQ(verified_by(*note, {*key}), 1);
    for (auto const* bad :
         {"example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "example.com/foo+530d903a",
          "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", ""})
        EXPECT_FALSE(VerifierKey::parse(bad)) << bad;
    auto made = SigningKey::generate("log.example.org/a");
    EXPECT_EQ(SigningKey::parse(made.secret_text()).value().verifier(), made.verifier());
    EXPECT_EQ(VerifierKey::parse(made.verifier().text()).value(), made.verifier());
    EXPECT_FALSE(SigningKey::parse(made.verifier().text()));
}

TEST(Note, HoldsOnlyWithEveryKnownSignature) {
    auto a = SigningKey::generate("log.example.org/a"), b = SigningKey::generate("log.example.org/a"),
         c = SigningKey::generate("w.example.org");
    auto text = signed_by({a, b}, "one\n\ntwo\n").serialised();
    auto note = parse_note(text);
    ASSERT_TRUE(note);
    EXPECT_EQ(note->text, "one\n\ntwo\n");
    EXPECT_EQ(note->serialised(), text);
    EXPECT_EQ(verified_by(*note, {a.verifier()}), 1);
    EXPECT_EQ(verified_by(*note, {a.verifier(), b.verifier(), c.verifier()}), 2);
    EXPECT_EQ(verified_by(*note, {c.verifier()}), 0);
    note->signatures[1].bytes[5] ^= 1;
    EXPECT_EQ(verified_by(*note, {a.verifier(), b.verifier()}), -1);
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        auto changed = text;
        changed[i] ^= 1;
        auto read = parse_note(changed);
        EXPECT_TRUE(!read || verified_by(*read, {a.verifier(), b.verifier()}) != 2) << i;
    }
    for (auto const* bad : {"", "text\n", "text\n\n", "text\n\n\u2014 a\n", "text\n\n\u2014 a AAAA\n", "te\rxt\n\n\u2014 a AAAAAAAA\n",
                            "text\n\n\u2014 a AAAAAAAA", "text\n\n- a AAAAAAAA\n"})
        EXPECT_FALSE(parse_note(bad)) << bad;
}

TEST(Cosignature, IsReadAndWrittenAsTheFormatSays) {
    // Over the worked example of docs/formats/publication-log.md; seed 20 21 … 3f.
    std::string seed;
    for (char c = 0x20; c < 0x40; ++c) seed += c;
    auto vkey = "witness.example.org/w1+f3c080b6+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X";
    auto key = SigningKey::parse("PRIVATE+KEY+witness.example.org/w1+f3c080b6+" + base64("\4" + seed), KeyKind::witness);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->verifier().text(), vkey);
    EXPECT_EQ(VerifierKey::parse(vkey, KeyKind::witness), key->verifier());
    EXPECT_FALSE(VerifierKey::parse(vkey)) << "no key of a log";
    std::string text = "log.example.org/zwgk\n300\n/HWHrG4pE4NMFS6AT9H/tB1zmHHi6JjoCB6fX0NQXiA=\n";
    auto at = Instant::from_ms(1700000000'000);
    auto line =
        "\u2014 witness.example.org/w1 "
        "88CAtgAAAABlU/EAfVa+k2XoUHz/cqDtUjh6sbPxf7cQ0hpBwU2NMv00vKGgvZjqjpQt3EdLLq/b1cE5sUzR9zj09KTTOc4Y6DHQBw==\n";
    EXPECT_EQ(line_of(key->cosign(text, at)), line);
    auto note = parse_note(text + "\n" + line).value();
    EXPECT_EQ(cosigned_at(note, key->verifier()), at);
    EXPECT_EQ(verified_by(note, {key->verifier()}), 1);
    for (std::size_t i = 0; i < note.signatures[0].bytes.size(); i += 5) {
        auto bad = note;
        bad.signatures[0].bytes[i] ^= 1;
        EXPECT_EQ(verified_by(bad, {key->verifier()}), -1) << i;
        EXPECT_FALSE(cosigned_at(bad, key->verifier()));
    }
    note.text[0] = 'L';
    EXPECT_FALSE(cosigned_at(note, key->verifier()));
    EXPECT_THROW(key->sign(text), std::logic_error);
    EXPECT_THROW(SigningKey::generate("a").cosign(text, at), std::logic_error);
}

TEST(Checkpoint, IsThreeLines) {
    Checkpoint made{.origin = "log.example.org/a", .size = 3, .root = std::string(32, '\1')};
    EXPECT_EQ(made.text(), "log.example.org/a\n3\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n");
    EXPECT_EQ(Checkpoint::parse(made.text()), made);
    EXPECT_EQ(Checkpoint::parse(made.text() + "extension\n"), made);
    for (auto const* bad : {"", "a\n", "a\n03\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n", "a\n3\nAQ==\n",
                            "\n3\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n",
                            "a\n3\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", "a\n3\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n\n"})
        EXPECT_FALSE(Checkpoint::parse(bad)) << bad;
}

TEST(ProofFile, IsReadAsItIsWritten) {
    ProofFile made{
        .index = 257, .proof = {std::string(32, 'a'), std::string(32, 'b')}, .checkpoint = "o\n300\nx\n\n\u2014 o AAAAAAAA\n", .extra = {}};
    auto text = made.text();
    EXPECT_TRUE(text.starts_with("c2sp.org/tlog-proof@v1\nindex 257\nYWFh")) << text;
    auto read = ProofFile::parse(text).value();
    EXPECT_EQ(read.text(), text);
    made.extra = "more";
    EXPECT_EQ(ProofFile::parse(made.text()).value().extra, "more");
    EXPECT_FALSE(ProofFile::parse("c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx\n"));
    EXPECT_FALSE(ProofFile::parse("c2sp.org/tlog-proof@v2\nindex 1\n\nx\n"));
    EXPECT_FALSE(ProofFile::parse("c2sp.org/tlog-proof@v1\nindex 1\n"));
}

}  // namespace
}  // namespace mingtang::translog
