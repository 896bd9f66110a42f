package org.wufei.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;

/**
 * 佐证: the module's one door. Files are judged by content, pictures re-encoded, kept once by SM3 digest in the database
 * (so that a backup is one consistent copy), and never served back as active content.
 */
@Service
public class Evidences {
    private static final int NAME_LENGTH_MAX = 120;

    private final JdbcClient db;
    private final ObjectProvider<Owners> owners;
    private final Audit audit;
    private final Clock clock;

    Evidences(JdbcClient db, ObjectProvider<Owners> owners, Audit audit, Clock clock) {
        this.db = db;
        this.owners = owners;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Keeps a file for a unit. Type by content: JPEG and PNG (re-encoded), PDF without active content; refused otherwise. The
     * same content of the same owner is the same paper.
     *
     * @param unit whose it is; {@code null} for a prefecture's or a county's own paper
     * @param county of the paper; asked of the register where a unit is named
     */
    @Transactional
    public Evidence keep(String fileName, byte[] content, UUID unit, RegionCode county) {
        var caller = Caller.current();
        var whose = unit == null && county == null ? caller.unit() : unit;
        var where = whose == null ? own(caller, county) : county(whose);
        if (!caller.scope().sees(where, whose)) throw new Problem(CommonProblem.NOT_FOUND, Map.of());
        var kept = Harmless.of(content);
        var sm3 = sm3(kept.bytes());
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        db.sql("insert into evidence.content (sm3, type, bytes, kept_at) values (?, ?, ?, ?) on conflict do nothing")
                .params(sm3, kept.type(), kept.bytes(), now)
                .update();
        int made = db.sql("""
                        insert into evidence.file (sm3, name, type, size, unit_id, county, kept_at, kept_by)
                        values (:sm3, :name, :type, :size, :unit, :county, :at, :by) on conflict do nothing
                        """)
                .param("sm3", sm3)
                .param("name", name(fileName, kept.type()))
                .param("type", kept.type())
                .param("size", (long) kept.bytes().length)
                .param("unit", whose)
                .param("county", where == null ? null : where.digits())
                .param("at", now)
                .param("by", caller.name())
                .update();
        var evidence = db.sql("""
                        select * from evidence.file
                        where sm3 = :sm3 and unit_id is not distinct from :unit::uuid and county is not distinct from :county::text
                        """)
                .param("sm3", sm3)
                .param("unit", whose)
                .param("county", where == null ? null : where.digits())
                .query(Evidences::evidence)
                .single();
        if (made == 1) audit.record("evidence.keep", "evidence", evidence.id().toString(), null, evidence);
        return evidence;
    }

    @Transactional(readOnly = true)
    public Optional<Evidence> find(UUID id) {
        return db.sql("select * from evidence.file where id = ?")
                .param(id)
                .query(Evidences::evidence)
                .optional();
    }

    /** Those of the ids that exist and are seen; a door calls it to refuse an unknown or foreign paper. */
    @Transactional(readOnly = true)
    public List<Evidence> list(List<UUID> ids) {
        if (ids.isEmpty()) return List.of();
        return db.sql("select * from evidence.file where id = any(:ids::uuid[]) order by id")
                .param(
                        "ids",
                        "{" + String.join(",", ids.stream().map(UUID::toString).toList()) + "}")
                .query(Evidences::evidence)
                .list();
    }

    /** What a paper holds. */
    @Transactional(readOnly = true)
    Optional<byte[]> content(UUID id) {
        return db.sql("select c.bytes from evidence.file f join evidence.content c using (sm3) where f.id = ?")
                .param(id)
                .query(byte[].class)
                .optional();
    }

    /**
     * @param type {@code image/jpeg}, {@code image/png} or {@code application/pdf}; @param sm3 hex digest of what is kept
     * @param unit whose it is; {@code null} for a department's own
     */
    public record Evidence(
            UUID id, String name, String type, long bytes, String sm3, UUID unit, Instant keptAt, String keptBy) {}

    private RegionCode county(UUID unit) {
        return owners.stream()
                .flatMap(one -> one.county(unit).stream())
                .findFirst()
                .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND, Map.of("unit", unit.toString())));
    }

    /** A department's paper: the county asked for, or the one that the caller works for; the prefecture's where they see all. */
    private static RegionCode own(Caller caller, RegionCode county) {
        if (county != null) return county.county();
        if (caller.scope().all()) return null;
        if (caller.scope().counties().size() == 1)
            return caller.scope().counties().iterator().next();
        throw new Problem(EvidenceProblem.OWNER_UNKNOWN, Map.of());
    }

    /** The name a person gave, without a path, without letters that hide, with the ending that is true. */
    private static String name(String given, String type) {
        var name = given == null ? "" : given.replaceAll(".*[/\\\\]", "").replaceAll("[\\p{Cc}\\p{Cf}\"<>|:*?]", "");
        name = name.replaceAll("\\.[A-Za-z0-9]{1,5}$", "").strip();
        if (name.isEmpty()) name = "材料";
        int end = name.offsetByCodePoints(0, Math.min(name.codePointCount(0, name.length()), NAME_LENGTH_MAX));
        return name.substring(0, end)
                + switch (type) {
                    case "image/jpeg" -> ".jpg";
                    case "image/png" -> ".png";
                    default -> ".pdf";
                };
    }

    private static byte[] sm3(byte[] content) {
        var digest = new SM3Digest();
        digest.update(content, 0, content.length);
        var out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return out;
    }

    private static Evidence evidence(ResultSet row, int no) throws SQLException {
        return new Evidence(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("type"),
                row.getLong("size"),
                HexFormat.of().formatHex(row.getBytes("sm3")),
                row.getObject("unit_id", UUID.class),
                row.getObject("kept_at", OffsetDateTime.class).toInstant(),
                row.getString("kept_by"));
    }
}
