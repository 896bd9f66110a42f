package org.wufei.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one thing read of what a camera says: how it was held. */
class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int FIELDS_MAX = 200;

    private Exif() {}

    /** 1 to 8 as the standard counts; 1 (upright) where nothing sensible is said. */
    static int orientation(byte[] jpeg) {
        try {
            var all = ByteBuffer.wrap(jpeg);
            for (int at = 2; at + 4 <= jpeg.length; ) {
                int marker = all.getShort(at) & 0xffff;
                if (marker < 0xffc0 || marker == 0xffda) return 1;
                int length = all.getShort(at + 2) & 0xffff;
                if (marker == 0xffe1 && length > 16 && all.getInt(at + 4) == 0x45786966) return read(all, at + 10);
                at += 2 + Math.max(length, 2);
            }
        } catch (IndexOutOfBoundsException e) {
            // what is cut off says nothing
        }
        return 1;
    }

    private static int read(ByteBuffer all, int start) {
        var tiff = all.duplicate();
        tiff.order(all.getShort(start) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int fields = start + tiff.getInt(start + 4);
        int count = Math.min(tiff.getShort(fields) & 0xffff, FIELDS_MAX);
        for (int i = 0; i < count; i++) {
            int field = fields + 2 + i * 12;
            if ((tiff.getShort(field) & 0xffff) == ORIENTATION) {
                int value = tiff.getShort(field + 8) & 0xffff;
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }
}
