package io.quenyan.format;

/// A block of [Argon2]'s memory, and the function by which the next one follows from it: G of RFC 9106.
final class Argon2Block {

    static final int WORDS = 128;
    static final int BYTES = WORDS * Long.BYTES;

    private static final int ROW = 16;
    private static final long LOW = 0xFFFFFFFFL;

    private final long[] words = new long[WORDS];
    private final long[] mixed = new long[WORDS];

    /// Its words, which every step changes. All 0 in the beginning.
    long[] words() {
        return words;
    }

    /// Becomes G of itself and `other`.
    void next(long[] other) {
        for (int i = 0; i < WORDS; i++) {
            words[i] ^= other[i];
        }
        mix();
        for (int i = 0; i < WORDS; i++) {
            words[i] ^= mixed[i];
        }
    }

    /// The same, added to what the place held in the pass before.
    void next(long[] other, long[] before) {
        next(other);
        for (int i = 0; i < WORDS; i++) {
            words[i] ^= before[i];
        }
    }

    private void mix() {
        long[] v = mixed;
        System.arraycopy(words, 0, v, 0, WORDS);
        for (int i = 0; i < WORDS; i += ROW) {
            mix(v, i, 2);
        }
        for (int i = 0; i < ROW; i += 2) {
            mix(v, i, ROW);
        }
    }

    /// P of the RFC, on eight pairs of words that lie `step` apart.
    private static void mix(long[] v, int at, int step) {
        for (int i = 0; i < 2; i++) {
            int a = at + i;
            quarter(v, a, a + 2 * step, a + 4 * step, a + 6 * step);
            quarter(v, a + step, a + 3 * step, a + 5 * step, a + 7 * step);
        }
        quarter(v, at, at + 2 * step + 1, at + 5 * step, at + 7 * step + 1);
        quarter(v, at + 1, at + 3 * step, at + 5 * step + 1, at + 6 * step);
        quarter(v, at + step, at + 3 * step + 1, at + 4 * step, at + 6 * step + 1);
        quarter(v, at + step + 1, at + 2 * step, at + 4 * step + 1, at + 7 * step);
    }

    private static void quarter(long[] v, int ia, int ib, int ic, int id) {
        long a = v[ia];
        long b = v[ib];
        long c = v[ic];
        long d = v[id];
        a = sum(a, b);
        d = Long.rotateRight(d ^ a, 32);
        c = sum(c, d);
        b = Long.rotateRight(b ^ c, 24);
        a = sum(a, b);
        d = Long.rotateRight(d ^ a, 16);
        c = sum(c, d);
        b = Long.rotateRight(b ^ c, 63);
        v[ia] = a;
        v[ib] = b;
        v[ic] = c;
        v[id] = d;
    }

    private static long sum(long a, long b) {
        return a + b + 2 * (a & LOW) * (b & LOW);
    }
}
