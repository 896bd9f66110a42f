package org.wufei.evidence;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.wufei.kernel.Problem;

/**
 * 去害: a file becomes what may be kept and shown. Its type is what its first bytes say; a picture is drawn anew, so that
 * nothing but its pixels goes on (no place, no telephone's number, no second file behind it); a PDF is looked through.
 */
class Harmless {
    static final int BYTES_MAX = 10 * 1024 * 1024;
    /** Telephones of today take 48 to 64 million; asked before anything is decoded. */
    static final long PIXELS_MAX = 64_000_000;
    /** A picture is kept no longer than this on a side: a ticket stays readable, and memory bounded. */
    static final int SIDE_MAX = 4096;

    private static final int SIDE_EVER = 30_000;
    private static final float QUALITY = 0.85f;
    /** Pictures decoded at once: each may take some 60 MB while it is drawn. */
    private static final Semaphore DRAWING = new Semaphore(2, true);

    private Harmless() {}

    record Kept(String type, byte[] bytes) {}

    static Kept of(byte[] content) {
        if (content.length == 0) throw new Problem(EvidenceProblem.EMPTY, Map.of());
        if (content.length > BYTES_MAX) throw new Problem(EvidenceProblem.TOO_LARGE, Map.of("bytesMax", BYTES_MAX));
        if (starts(content, 0xFF, 0xD8, 0xFF)) return drawn(content, "jpeg");
        if (starts(content, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) return drawn(content, "png");
        if (starts(content, '%', 'P', 'D', 'F', '-')) {
            Pdf.examine(content);
            return new Kept("application/pdf", content);
        }
        throw new Problem(EvidenceProblem.TYPE_UNFIT, Map.of());
    }

    private static Kept drawn(byte[] content, String format) {
        DRAWING.acquireUninterruptibly();
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width > SIDE_EVER || height > SIDE_EVER || (long) width * height > PIXELS_MAX) {
                throw new Problem(
                        EvidenceProblem.PICTURE_TOO_LARGE,
                        Map.of("width", width, "height", height, "pixelsMax", PIXELS_MAX));
            }
            var how = reader.getDefaultReadParam();
            int every = Math.ceilDiv(Math.max(width, height), SIDE_MAX);
            how.setSourceSubsampling(every, every, 0, 0);
            var picture = upright(reader.read(0, how), format.equals("jpeg") ? Exif.orientation(content) : 1);
            return new Kept("image/" + format, encoded(picture, format));
        } catch (IOException | RuntimeException e) {
            if (e instanceof Problem problem) throw problem;
            throw new Problem(EvidenceProblem.DAMAGED, Map.of());
        } finally {
            reader.dispose();
            DRAWING.release();
        }
    }

    /** Turned as the camera said it was held, since that word is not kept. */
    private static BufferedImage upright(BufferedImage picture, int orientation) {
        int w = picture.getWidth();
        int h = picture.getHeight();
        var turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> null;
        };
        if (turn == null) return picture;
        boolean lying = orientation >= 5;
        var turned = new BufferedImage(lying ? h : w, lying ? w : h, BufferedImage.TYPE_INT_RGB);
        new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(plain(picture), turned);
        return turned;
    }

    private static BufferedImage plain(BufferedImage picture) {
        if (picture.getType() == BufferedImage.TYPE_INT_RGB) return picture;
        var plain = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        var pen = plain.createGraphics();
        pen.drawImage(picture, 0, 0, Color.WHITE, null);
        pen.dispose();
        return plain;
    }

    private static byte[] encoded(BufferedImage picture, String format) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var to = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(to);
            var how = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
                writer.write(null, new IIOImage(plain(picture), null, null), how);
            } else {
                writer.write(null, new IIOImage(picture, null, null), how);
            }
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static boolean starts(byte[] bytes, int... first) {
        if (bytes.length < first.length) return false;
        for (int i = 0; i < first.length; i++) if ((bytes[i] & 0xff) != first[i]) return false;
        return true;
    }
}
