package org.wufei.gate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * What an Idempotency-Key is kept as. The key itself is kept nowhere: its answer lies under the key's digest and is sealed
 * by it (SM4-GCM, GB/T 32907-2016), so that whoever reads the database or a backup finds no one-time link in an answer,
 * and nothing to try a password against in the digest of what was sent. Only the sender's retry opens it again.
 */
final class KeySeal {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final UUID caller;
    private final byte[] key;

    KeySeal(UUID caller, String key) {
        this.caller = caller;
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /** Under which the answer is kept. */
    String name() {
        return HexFormat.of().formatHex(derived("name"));
    }

    /** Tells one content from another, to whoever has the key. */
    Mac content() {
        return mac("content");
    }

    byte[] seal(byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var sealed = run(true, nonce, plain);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    byte[] open(byte[] sealed) {
        return run(false, Arrays.copyOf(sealed, NONCE_BYTES), Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
    }

    private byte[] run(boolean seal, byte[] nonce, byte[] input) {
        var cipher = GCMBlockCipher.newInstance(new SM4Engine());
        var secret = new KeyParameter(Arrays.copyOf(derived("seal"), KEY_BYTES));
        cipher.init(seal, new AEADParameters(secret, TAG_BITS, nonce));
        var output = new byte[cipher.getOutputSize(input.length)];
        int length = cipher.processBytes(input, 0, input.length, output, 0);
        try {
            length += cipher.doFinal(output, length);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("a kept answer was changed", e);
        }
        return Arrays.copyOf(output, length);
    }

    private byte[] derived(String use) {
        return mac(use).doFinal();
    }

    /** Each use has a value of its own, and each caller. */
    private Mac mac(String use) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((use + " " + caller + "\n").getBytes(StandardCharsets.US_ASCII));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
