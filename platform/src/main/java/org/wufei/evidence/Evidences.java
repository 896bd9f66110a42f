package org.wufei.evidence;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.wufei.kernel.RegionCode;

/**
 * 佐证: the module's one door. Files are judged by content, pictures re-encoded, kept once by SM3 digest in the database
 * (so that a backup is one consistent copy), and never served back as active content.
 */
@Service
public class Evidences {
    /**
     * Keeps a file for a unit. Type by content: JPEG, PNG, WebP (re-encoded), PDF; refused otherwise.
     *
     * @param unit whose it is; {@code null} for a prefecture's own paper
     */
    public Evidence keep(String fileName, byte[] content, UUID unit, RegionCode county) {
        throw new UnsupportedOperationException();
    }

    public Optional<Evidence> find(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** Those of the ids that exist and are seen; a door calls it to refuse an unknown or foreign paper. */
    public List<Evidence> list(List<UUID> ids) {
        throw new UnsupportedOperationException();
    }

    /** @param type {@code image/jpeg}, {@code image/png} or {@code application/pdf}; @param sm3 hex digest of what is kept */
    public record Evidence(UUID id, String name, String type, long bytes, String sm3, UUID unit) {}
}
