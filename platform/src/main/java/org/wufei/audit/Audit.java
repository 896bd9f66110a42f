package org.wufei.audit;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * 审计: the module's one door. Written in the caller's transaction, chained with SM3; nobody can change or delete it.
 * Source: GB/T 22239-2019 8.1.4.3 (安全审计).
 */
@Service
public class Audit {
    /** A record is a trace, not a copy of a table: what is larger is cut to its digest. */
    private static final int JSON_CHARS_MAX = 20_000;

    private static final int VERIFY_ROWS = 5_000;
    private static final String ORGANISATION = "identity.organisation";
    private static final String UNIT = "registry.unit";
    private static final UUID NIL = new UUID(0, 0);

    private final AuditStore store;
    private final Map<String, ObjectNames.Kind> kinds;
    private final JsonMapper json;
    private final Clock clock;
    private final TransactionTemplate whole;

    Audit(
            AuditStore store,
            List<ObjectNames> names,
            JsonMapper json,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.kinds = names.stream()
                .flatMap(module -> module.kinds().stream())
                .collect(Collectors.toUnmodifiableMap(ObjectNames.Kind::what, Function.identity()));
        this.json = json.rebuild()
                .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
                .build();
        this.clock = clock;
        this.whole = new TransactionTemplate(transactions);
        this.whole.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.whole.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.whole.setReadOnly(true);
    }

    /**
     * Records one act of the current caller, kept if the caller's transaction is.
     *
     * @param act what was done: {@code registry.unit.change}, {@code identity.sign-in}
     * @param kind kind of object ({@code unit}); @param id its id or number
     * @param before the object before, as a record or map written as JSON; {@code null} for a creation or a look
     * @param after the object after; {@code null} for a removal or a look
     */
    @Transactional
    public void record(String act, String kind, String id, Object before, Object after) {
        var caller = Caller.find();
        var lane = store.freeLane();
        var link = new Chain.Link(
                lane.no(),
                lane.records() + 1,
                UUID.randomUUID(),
                Instant.now(clock).truncatedTo(ChronoUnit.MICROS),
                caller.map(Caller::id).orElse(NIL),
                caller.map(Caller::name).orElse("未登录"),
                caller.map(Caller::organisation).orElse(null),
                caller.map(Caller::unit).orElse(null),
                caller.map(Caller::via).orElse(Caller.Via.BROWSER).name(),
                act,
                kind,
                id,
                text(before),
                text(after));
        store.append(link, Chain.digest(lane.head(), link));
    }

    /** Records that the current caller looked at personal data (个人信息), even where the look itself only reads. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void looked(String kind, String id, String what) {
        record("audit.looked", kind, id, null, Map.of("what", what));
    }

    /** Records that the current caller takes a file away. @param source path that gave it, or the list it was made of */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void taken(String source, Map<String, Object> facts) {
        record("audit.taken", "file", source, null, facts);
    }

    /** Records that the caller sees, newest first. @throws Problem {@link CommonProblem#INPUT_INVALID} for a cursor not given by us */
    @Transactional(readOnly = true)
    public Page<Entry> search(Search search, String cursor, Integer size) {
        int limit = Page.size(size);
        Instant at = null;
        UUID id = null;
        if (cursor != null) {
            try {
                var parts = new String(
                                Base64.getUrlDecoder().decode(cursor), java.nio.charset.StandardCharsets.US_ASCII)
                        .split(" ");
                at = Instant.parse(parts[0]);
                id = UUID.fromString(parts[1]);
            } catch (RuntimeException e) {
                throw new Problem(
                        CommonProblem.INPUT_INVALID,
                        Map.of(),
                        List.of(new Problem.Field("cursor", "format", "翻页标记无效，请从第一页重新查询")));
            }
        }
        var found = store.search(search, at, id, limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        String next = null;
        if (found.size() > limit) {
            var last = shown.getLast().link();
            next = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((last.at() + " " + last.id()).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        var names = names(shown);
        return new Page<>(shown.stream().map(stored -> entry(stored, names)).toList(), next, null);
    }

    /**
     * Reads the whole chain again, as the platform itself, in one consistent view, and locates every byte that is not as
     * it was written.
     */
    public Verification verify() {
        return Caller.system("audit.verify")
                .call(() -> whole.execute(status -> {
                    var breaches = new ArrayList<Breach>();
                    long read = 0;
                    var heads = new SM3Digest();
                    for (var lane : store.lanes()) {
                        var expected = new byte[32];
                        long last = 0;
                        List<AuditStore.Stored> block;
                        do {
                            block = store.after(lane.no(), last, VERIFY_ROWS);
                            for (var stored : block) {
                                var link = stored.link();
                                if (link.no() != last + 1) {
                                    breaches.add(new Breach(
                                            lane.no(),
                                            last + 1,
                                            null,
                                            "缺少第 " + (last + 1) + " 至 " + (link.no() - 1) + " 条"));
                                } else if (!MessageDigest.isEqual(Chain.digest(expected, link), stored.digest())) {
                                    breaches.add(new Breach(
                                            lane.no(),
                                            link.no(),
                                            link.id(),
                                            "内容与摘要不符：" + link.at() + " " + link.act() + " " + link.object()));
                                }
                                // Go on from what is stored, so that one changed record is one breach.
                                expected = stored.digest();
                                last = link.no();
                                read++;
                            }
                        } while (block.size() == VERIFY_ROWS);
                        if (last != lane.records() || !MessageDigest.isEqual(expected, lane.head())) {
                            breaches.add(new Breach(
                                    lane.no(), last, null, "链尾与记录的摘要不符：应有 " + lane.records() + " 条，实有 " + last + " 条"));
                        }
                        heads.update(lane.head(), 0, lane.head().length);
                    }
                    var head = new byte[32];
                    heads.doFinal(head, 0);
                    return new Verification(
                            read, breaches.isEmpty(), HexFormat.of().formatHex(head), Instant.now(clock), breaches);
                }));
    }

    private String text(Object value) {
        if (value == null) return null;
        var text = json.writeValueAsString(value);
        if (text.length() <= JSON_CHARS_MAX) return text;
        return json.writeValueAsString(Map.of("cutAtChars", JSON_CHARS_MAX, "text", text.substring(0, JSON_CHARS_MAX)));
    }

    /** What an act was done to, as modules call it: {@code registry.unit}; the organisation of whoever did it likewise. */
    private static String what(Chain.Link link) {
        int end = link.act().indexOf('.');
        return (end < 0 ? link.act() : link.act().substring(0, end)) + "." + link.kind();
    }

    /** What a page names, asked once for all of it; what the reader may not know, or nobody calls anything, keeps its id. */
    private Map<String, String> names(List<AuditStore.Stored> shown) {
        var caller = Caller.current();
        var asked = new TreeMap<String, Set<UUID>>();
        for (var stored : shown) {
            var link = stored.link();
            uuid(link.object()).ifPresent(id -> ask(asked, what(link), id));
            if (link.organisation() != null) ask(asked, ORGANISATION, link.organisation());
            if (link.unit() != null) ask(asked, UNIT, link.unit());
        }
        var queries = new LinkedHashMap<ObjectNames.Kind, Set<UUID>>();
        asked.forEach((what, ids) -> {
            var kind = kinds.get(what);
            if (kind != null && caller.may(kind.permission())) queries.put(kind, ids);
        });
        return store.names(queries);
    }

    /** An import is recorded of the unit it was made for, whichever module made it. */
    private void ask(Map<String, Set<UUID>> asked, String what, UUID id) {
        asked.computeIfAbsent(known(what), none -> new HashSet<>()).add(id);
    }

    private String known(String what) {
        return kinds.containsKey(what) || !what.endsWith(".unit") ? what : UNIT;
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Entry entry(AuditStore.Stored stored, Map<String, String> names) {
        var link = stored.link();
        var what = known(what(link));
        var place = link.unit() == null ? null : names.get(UNIT + link.unit());
        return new Entry(
                link.id(),
                link.at(),
                link.caller(),
                link.callerName(),
                link.unit(),
                place != null || link.organisation() == null ? place : names.get(ORGANISATION + link.organisation()),
                link.via(),
                link.act(),
                link.kind(),
                link.object(),
                what,
                names.get(what + link.object()),
                link.before() == null ? null : json.readTree(link.before()),
                link.after() == null ? null : json.readTree(link.after()),
                HexFormat.of().formatHex(stored.digest()));
    }

    /** What is looked for; {@code null} means any. @param act the act or the first part of it; @param q text within */
    public record Search(String q, String act, String kind, String object, UUID caller, Instant from, Instant to) {}

    /**
     * 审计记录: one act.
     *
     * @param organisationName whom its doer acted for; {@code null} for the platform, and where the reader may not know
     * @param object id or number of what was acted on; @param what module and kind of it: {@code registry.unit}
     * @param objectName as it is called now; {@code null} where it has no name or the reader may not know it
     * @param digest SM3, hex
     */
    public record Entry(
            UUID id,
            Instant at,
            UUID caller,
            String callerName,
            UUID unit,
            String organisationName,
            String via,
            String act,
            String kind,
            String object,
            String what,
            String objectName,
            JsonNode before,
            JsonNode after,
            String digest) {}

    /** 校验结果. @param head SM3 over the heads of all lanes: publish it, and the past cannot be rewritten unseen */
    public record Verification(long records, boolean sound, String head, Instant at, List<Breach> breaches) {}

    /** A place where the chain is not as it was written. @param lane chain; @param no number in it */
    public record Breach(int lane, long no, UUID id, String what) {}
}
