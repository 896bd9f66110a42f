package org.wufei.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.UUID;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * 个人信息加密: SM4-GCM (GB/T 32907-2016) under keys kept in a file outside the database. A sealed value names its key, so
 * that keys can be changed while old backups stay readable, and is bound to the row it belongs to.
 */
@Component
class Secrets {
    private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private volatile TreeMap<Integer, byte[]> keys;

    Secrets(@Value("${wufei.keys.file:}") String file) {
        this.file = file.isBlank() ? null : Path.of(file);
        this.keys = load();
    }

    byte[] seal(String text, UUID row) {
        return text == null ? null : sealBytes(text.getBytes(StandardCharsets.UTF_8), row);
    }

    String open(byte[] sealed, UUID row) {
        return sealed == null ? null : new String(openBytes(sealed, row), StandardCharsets.UTF_8);
    }

    byte[] sealBytes(byte[] plain, UUID row) {
        var newest = keys.lastEntry();
        var nonce = Tokens.bytes(NONCE_BYTES);
        var text = run(true, newest.getValue(), nonce, plain, row);
        return ByteBuffer.allocate(4 + NONCE_BYTES + text.length)
                .putInt(newest.getKey())
                .put(nonce)
                .put(text)
                .array();
    }

    byte[] openBytes(byte[] sealed, UUID row) {
        var buffer = ByteBuffer.wrap(sealed);
        int no = buffer.getInt();
        var key = keys.get(no);
        if (key == null)
            throw new IllegalStateException(
                    "the key file lacks key " + no + ": bring back the file that belongs to this database");
        var nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        return run(false, key, nonce, Arrays.copyOfRange(sealed, 4 + NONCE_BYTES, sealed.length), row);
    }

    boolean newest(byte[] sealed) {
        return ByteBuffer.wrap(sealed).getInt() == keys.lastKey();
    }

    /** Adds a key, with which everything is sealed from now on. The file is replaced whole or not at all. */
    synchronized int rotate() {
        var next = new TreeMap<>(keys);
        int no = next.lastKey() + 1;
        next.put(no, Tokens.bytes(16));
        write(next);
        keys = next;
        return no;
    }

    private static byte[] run(boolean seal, byte[] key, byte[] nonce, byte[] input, UUID row) {
        var cipher = GCMBlockCipher.newInstance(new SM4Engine());
        var bound = ByteBuffer.allocate(16)
                .putLong(row.getMostSignificantBits())
                .putLong(row.getLeastSignificantBits())
                .array();
        cipher.init(seal, new AEADParameters(new KeyParameter(key), TAG_BITS, nonce, bound));
        var output = new byte[cipher.getOutputSize(input.length)];
        int length = cipher.processBytes(input, 0, input.length, output, 0);
        try {
            length += cipher.doFinal(output, length);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException(
                    "a sealed value was changed, moved to another row, or belongs to another key", e);
        }
        return Arrays.copyOf(output, length);
    }

    private TreeMap<Integer, byte[]> load() {
        if (file != null && Files.exists(file)) {
            try {
                var read = new TreeMap<Integer, byte[]>();
                for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    if (line.isBlank() || line.startsWith("#")) continue;
                    var parts = line.split("=", 2);
                    read.put(Integer.parseInt(parts[0].strip()), HexFormat.of().parseHex(parts[1].strip()));
                }
                if (read.isEmpty()) throw new IllegalStateException("no key in " + file);
                return read;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var made = new TreeMap<Integer, byte[]>();
        made.put(1, Tokens.bytes(16));
        if (file == null)
            LOG.warn("wufei.keys.file is not set: personal data sealed now cannot be read after a restart");
        write(made);
        return made;
    }

    private void write(TreeMap<Integer, byte[]> all) {
        if (file == null) return;
        var text = new StringBuilder(
                "# SM4 keys for personal data. Keep apart from the database and its backups' readers; without it the data is lost.\n");
        all.forEach((no, key) -> text.append(no)
                .append('=')
                .append(HexFormat.of().formatHex(key))
                .append('\n'));
        try {
            var folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var fresh = Files.createTempFile(folder, "keys", ".new", owner);
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
