package org.wufei.catalogue;

import java.io.InputStream;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.catalogue.CatalogueStore.Line;
import org.wufei.catalogue.CatalogueStore.Version;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Problem;
import org.wufei.tables.Tables;

/**
 * 名录版本: an official list is loaded from its Excel as a further version: first looked through, then kept as a draft that
 * shows what it changes, then published from a day on. A published version is never edited; documents keep the one that held
 * on their day.
 *
 * @see <a href="https://www.mee.gov.cn">固体废物分类与代码目录 (公告2024年第4号); 国家危险废物名录 (2021, 2025)</a>
 */
@Service
class Lists {
    /** Differences and wrong rows that one answer lists; counts are whole. */
    static final int LISTED_MAX = 500;

    private static final int NAME_SHOWN_MAX = 80;
    private static final int NAME_LENGTH_MAX = 400;
    private static final int DESCRIPTION_LENGTH_MAX = 2000;
    private static final List<String> PROPERTIES = List.of("T", "C", "I", "R", "In");
    private static final Pattern CODE = Pattern.compile("\\d{3}-\\d{3}-(S\\d{2}|\\d{2})");

    private final CatalogueStore store;
    private final Catalogue catalogue;
    private final Tables tables;
    private final Audit audit;

    Lists(CatalogueStore store, Catalogue catalogue, Tables tables, Audit audit) {
        this.store = store;
        this.catalogue = catalogue;
        this.tables = tables;
        this.audit = audit;
    }

    enum Kind {
        SOLID(List.of(
                column("class", "废物种类", false, "种类", "废物类别", "种类代码"),
                column("industry", "行业来源", false, "行业"),
                column("code", "废物代码", true, "代码", "固体废物代码"),
                column("name", "废物名称", true, "固体废物名称", "名称", "固体废物"),
                column("description", "说明", false, "废物描述", "备注"))),
        HAZARDOUS(List.of(
                column("class", "废物类别", false, "类别"),
                column("industry", "行业来源", false, "行业"),
                column("code", "废物代码", true, "代码"),
                column("name", "危险废物", true, "废物名称", "危险废物名称"),
                column("properties", "危险特性", true, "特性")));

        final List<Tables.Column> columns;

        Kind(List<Tables.Column> columns) {
            this.columns = columns;
        }

        private static Tables.Column column(String name, String title, boolean required, String... also) {
            return new Tables.Column(name, title, List.of(also), required, "");
        }
    }

    /** A wrong row of the file. */
    record Wrong(int row, String column, String message) {}

    /** A waste that both versions have, and what is no longer the same of it. */
    record Changed(String code, Line before, Line after, List<String> fields) {}

    /**
     * What a version changes against the one before it; the lists show the first of each, the counts all.
     *
     * @param against id of the version before; absent for the first
     */
    record Differences(
            String against,
            int same,
            int addedTotal,
            int changedTotal,
            int goneTotal,
            List<Line> added,
            List<Changed> changed,
            List<Line> gone) {}

    record Preview(int rows, int wastes, int wrongTotal, List<Wrong> wrong, Differences differences) {}

    /** What is said of a version before its file is read. */
    record NewList(String id, Kind kind, String title, String source, LocalDate validFrom) {}

    private record Parsed(int rows, List<Line> lines, List<Wrong> wrong) {}

    @Transactional(readOnly = true)
    List<Version> versions() {
        return store.versions();
    }

    @Transactional(readOnly = true)
    Version version(String id) {
        return store.version(id).orElseThrow(() -> unknown(id));
    }

    @Transactional(readOnly = true)
    List<Line> lines(String id) {
        version(id);
        return store.lines(id);
    }

    /** Looks a file through and shows what it would change; keeps nothing. */
    @Transactional(readOnly = true)
    Preview check(Kind kind, String fileName, InputStream content) {
        var parsed = parse(kind, tables.read(fileName, content, kind.columns));
        var before = inForce(kind);
        return new Preview(
                parsed.rows,
                parsed.lines.size(),
                parsed.wrong.size(),
                parsed.wrong.stream().limit(LISTED_MAX).toList(),
                differences(before, before == null ? List.of() : store.lines(before.id()), parsed.lines));
    }

    /** Keeps a file as a draft; a draft of the same name is replaced. */
    @Transactional
    Preview load(NewList wanted, String fileName, InputStream content) {
        var parsed = parse(wanted.kind(), tables.read(fileName, content, wanted.kind().columns));
        if (!parsed.wrong.isEmpty()) {
            throw new Problem(
                    CatalogueProblem.LIST_ROWS_WRONG,
                    Map.of("wrong", parsed.wrong.size()),
                    parsed.wrong.stream()
                            .limit(LISTED_MAX)
                            .map(one -> new Problem.Field(
                                    "rows[" + one.row() + "]." + one.column(),
                                    "row-wrong",
                                    "第 " + one.row() + " 行：" + one.message()))
                            .toList());
        }
        if (parsed.lines.isEmpty()) throw new Problem(CatalogueProblem.LIST_EMPTY, Map.of());
        store.lock();
        var before = inForce(wanted.kind());
        later(before, wanted.validFrom());
        var same = store.version(wanted.id());
        if (same.isPresent()) {
            if (!same.get().state().equals("DRAFT")) {
                throw new Problem(CatalogueProblem.LIST_EXISTS, Map.of("list", wanted.id()));
            }
            store.deleteDraft(wanted.id());
        }
        var version = new Version(
                wanted.id(),
                wanted.kind().name(),
                wanted.title(),
                wanted.source(),
                wanted.validFrom(),
                null,
                "DRAFT",
                Caller.current().name(),
                null,
                parsed.lines.size());
        store.insertDraft(version);
        store.insertLines(wanted.id(), parsed.lines);
        audit.record("catalogue.list.load", "waste-list", wanted.id(), same.orElse(null), version);
        return new Preview(
                parsed.rows,
                parsed.lines.size(),
                0,
                List.of(),
                differences(before, before == null ? List.of() : store.lines(before.id()), parsed.lines));
    }

    /** What a version changes against the one that was in force on its eve; of a draft: against the one in force. */
    @Transactional(readOnly = true)
    Differences differences(String id) {
        var version = version(id);
        var before = store.versions().stream()
                .filter(one -> one.kind().equals(version.kind()) && one.state().equals("PUBLISHED"))
                .filter(one -> one.validFrom().isBefore(version.validFrom()))
                .findFirst()
                .orElse(null);
        return differences(before, before == null ? List.of() : store.lines(before.id()), store.lines(id));
    }

    /** From its first day on the version holds; the one before it ends on the eve. */
    @Transactional
    Version publish(String id) {
        store.lock();
        var draft = version(id);
        if (!draft.state().equals("DRAFT")) return draft;
        later(inForce(Kind.valueOf(draft.kind())), draft.validFrom());
        store.publish(draft);
        catalogue.changed();
        var after = version(id);
        audit.record("catalogue.list.publish", "waste-list", id, draft, after);
        return after;
    }

    @Transactional
    void discard(String id) {
        store.lock();
        var draft = version(id);
        if (!draft.state().equals("DRAFT")) throw new Problem(CatalogueProblem.LIST_PUBLISHED, Map.of("list", id));
        store.deleteDraft(id);
        audit.record("catalogue.list.discard", "waste-list", id, draft, null);
    }

    private Version inForce(Kind kind) {
        return store.versions().stream()
                .filter(one -> one.kind().equals(kind.name()) && one.state().equals("PUBLISHED"))
                .findFirst()
                .orElse(null);
    }

    private static void later(Version before, LocalDate validFrom) {
        if (before != null && !validFrom.isAfter(before.validFrom())) {
            throw new Problem(
                    CatalogueProblem.LIST_TOO_EARLY,
                    Map.of("list", before.id(), "validFrom", before.validFrom().toString()),
                    List.of(new Problem.Field("validFrom", "too-early", "须晚于现行版本的生效日 " + before.validFrom())));
        }
    }

    private Parsed parse(Kind kind, Tables.Sheet sheet) {
        var classes =
                catalogue.classes().stream().map(Catalogue.WasteClass::code).collect(Collectors.toSet());
        var lines = new TreeMap<String, Line>();
        var rows = new HashMap<String, Integer>();
        var wrong = new ArrayList<Wrong>();
        var industry = "";
        for (var row : sheet.rows()) {
            // Merged cells hold their text in the first row only.
            if (!row.get("industry").isEmpty()) industry = plain(row.get("industry"));
            if (row.get("code").isEmpty() && row.get("name").isEmpty()) continue;
            int before = wrong.size();
            var code = code(row.get("code"));
            var name = plain(row.get("name"));
            boolean hazardous = !code.contains("S");
            if (!CODE.matcher(code).matches()) {
                wrong.add(new Wrong(row.number(), "code", "废物代码“" + row.get("code") + "”格式不对"));
            } else if (hazardous != (kind == Kind.HAZARDOUS)) {
                wrong.add(new Wrong(row.number(), "code", "代码 " + code + " 不属于这类名录"));
            } else if (!classes.contains(classOf(code))) {
                wrong.add(new Wrong(row.number(), "code", "没有类别 " + classOf(code)));
            }
            if (name.isEmpty()) wrong.add(new Wrong(row.number(), "name", "缺少名称"));
            var properties = kind == Kind.HAZARDOUS ? properties(row.get("properties")) : "";
            if (properties == null) {
                wrong.add(new Wrong(row.number(), "properties", "危险特性须由 T、C、I、R、In 组成"));
            } else if (kind == Kind.HAZARDOUS && properties.isEmpty()) {
                wrong.add(new Wrong(row.number(), "properties", "缺少危险特性"));
            }
            if (wrong.size() > before) continue;
            var first = rows.putIfAbsent(code, row.number());
            if (first != null) {
                wrong.add(new Wrong(row.number(), "code", "代码 " + code + " 与第 " + first + " 行重复"));
                continue;
            }
            lines.put(code, line(kind, code, name, industry, plain(row.get("description")), properties));
        }
        return new Parsed(sheet.rows().size(), List.copyOf(lines.values()), wrong);
    }

    /** A hazardous waste is described rather than named: its name is the description's beginning, the whole stands behind. */
    private static Line line(Kind kind, String code, String name, String industry, String more, String properties) {
        var before = industry.isEmpty() ? "" : industry + "：";
        return kind == Kind.HAZARDOUS
                ? new Line(
                        code,
                        classOf(code),
                        cut(name, NAME_SHOWN_MAX),
                        cut(before + name, DESCRIPTION_LENGTH_MAX),
                        properties,
                        "SURE")
                : new Line(
                        code,
                        classOf(code),
                        cut(name, NAME_LENGTH_MAX),
                        cut(more.isEmpty() ? industry : before + more, DESCRIPTION_LENGTH_MAX),
                        "",
                        "SURE");
    }

    private static Differences differences(Version against, List<Line> before, List<Line> after) {
        var old = new TreeMap<String, Line>();
        before.forEach(line -> old.put(line.code(), line));
        var added = new ArrayList<Line>();
        var changed = new ArrayList<Changed>();
        int same = 0;
        for (var line : after) {
            var was = old.remove(line.code());
            if (was == null) {
                added.add(line);
                continue;
            }
            var fields = new ArrayList<String>();
            if (!was.name().equals(line.name())) fields.add("name");
            if (!was.description().equals(line.description())) fields.add("description");
            if (!was.properties().equals(line.properties())) fields.add("properties");
            if (fields.isEmpty()) same++;
            else changed.add(new Changed(line.code(), was, line, fields));
        }
        return new Differences(
                against == null ? null : against.id(),
                same,
                added.size(),
                changed.size(),
                old.size(),
                added.stream().limit(LISTED_MAX).toList(),
                changed.stream().limit(LISTED_MAX).toList(),
                old.values().stream().limit(LISTED_MAX).toList());
    }

    private static String classOf(String code) {
        var last = code.substring(code.lastIndexOf('-') + 1);
        return last.startsWith("S") ? "SW" + last.substring(1) : "HW" + last;
    }

    /** The code without what a printed list adds to it: stars of footnotes, wide letters, long dashes. */
    private static String code(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s*＊①-⑳]", "")
                .replaceAll("[–—−‐‑]", "-")
                .toUpperCase(java.util.Locale.ROOT);
    }

    /** {@code T，I} → {@code T/I}; {@code null} where a letter is none of the five. */
    private static String properties(String text) {
        var found = new ArrayList<String>();
        for (var one : Normalizer.normalize(text, Normalizer.Form.NFKC).split("[,/、;\\s]+")) {
            if (one.isEmpty()) continue;
            var known = PROPERTIES.stream().filter(one::equalsIgnoreCase).findFirst();
            if (known.isEmpty()) return null;
            if (!found.contains(known.get())) found.add(known.get());
        }
        return String.join("/", found);
    }

    private static String plain(String text) {
        return Arrays.stream(text.split("\\R")).map(String::strip).collect(Collectors.joining());
    }

    private static String cut(String text, int max) {
        return text.codePointCount(0, text.length()) <= max
                ? text
                : text.substring(0, text.offsetByCodePoints(0, max - 1)) + "…";
    }

    private static Problem unknown(String id) {
        return new Problem(CatalogueProblem.LIST_UNKNOWN, Map.of("list", id));
    }
}
