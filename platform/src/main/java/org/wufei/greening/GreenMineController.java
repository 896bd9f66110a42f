package org.wufei.greening;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.greening.GreenMines.Listing;
import org.wufei.greening.GreenMines.Mine;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.tables.OfficialTable;
import org.wufei.tables.Tables;

@RestController
@RequestMapping("/api/v1/greening")
class GreenMineController {
    private static final OfficialTable<MineLine> TABLE = OfficialTable.<MineLine>titled("矿山及绿色矿山名录", "")
            .with("name", "矿山名称", line -> line.mine().name())
            .with("unit", "矿山企业", MineLine::unitName)
            .with("county", "所在县（代码）", line -> line.mine().county())
            .with("mineral", "矿种", line -> line.mine().mineral())
            .with("licenceNo", "采矿许可证号", line -> line.mine().licenceNo())
            .with("scale", "规模", line -> line.mine().scale().title)
            .with("status", "状态", line -> line.mine().status().title)
            .with("factsOn", "状态日期", line -> line.mine().factsOn())
            .with("listing", "绿色矿山", line -> line.mine().listing().title)
            .with("listingOn", "列入或退出日期", line -> line.mine().listingOn());

    private final GreenMines mines;
    private final UnitNames names;
    private final Tables tables;
    private final Clock clock;

    GreenMineController(GreenMines mines, UnitNames names, Tables tables, Clock clock) {
        this.mines = mines;
        this.names = names;
        this.tables = tables;
        this.clock = clock;
    }

    record Detail(
            Mine mine,
            String unitName,
            List<GreenMines.Assessment> assessments,
            List<Steps.Step> history,
            Set<Act> acts) {}

    /** A line of the register with its firm's name. */
    record MineLine(@JsonUnwrapped Mine mine, String unitName) {}

    private Page<MineLine> lines(Page<Mine> page) {
        var of = names.of(page.items().stream().map(Mine::unitId).toList());
        return page.map(mine -> new MineLine(mine, of.getOrDefault(mine.unitId(), "")));
    }

    @Allow("greening.read")
    @GetMapping("/standards")
    List<GreenMines.Standard> standards() {
        return mines.standards();
    }

    @Allow("greening.write")
    @PostMapping("/standards")
    ResponseEntity<GreenMines.Standard> publish(@RequestBody GreenMines.StandardBody body) {
        return ResponseEntity.status(HttpStatus.CREATED).body(mines.publish(body));
    }

    @Allow("greening.read")
    @GetMapping("/mines")
    Page<MineLine> list(
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) GreenMines.Scale scale,
            @RequestParam(required = false) GreenMines.Status status,
            @RequestParam(required = false) Listing listing,
            Asked asked) {
        return lines(mines.list(county, scale, status, listing, asked));
    }

    @Allow("greening.read")
    @GetMapping("/mines.xlsx")
    ResponseEntity<byte[]> export(
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) GreenMines.Scale scale,
            @RequestParam(required = false) GreenMines.Status status,
            @RequestParam(required = false) Listing listing,
            Asked asked) {
        return TABLE.download(
                tables,
                lines(mines.list(county, scale, status, listing, asked.whole())).items());
    }

    @Allow("greening.read")
    @GetMapping("/mines/counts")
    GreenMines.Counts counts(
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) LocalDate day,
            @RequestParam(required = false) Instant asKnownAt) {
        return mines.counts(county, day == null ? Days.today(clock) : day, asKnownAt);
    }

    @Allow("greening.write")
    @PostMapping("/mines")
    ResponseEntity<Detail> register(@RequestBody GreenMines.Body body) {
        return answer(HttpStatus.CREATED, mines.register(body));
    }

    @Allow("greening.read")
    @GetMapping("/mines/{id}")
    ResponseEntity<Detail> get(@PathVariable UUID id) {
        return answer(HttpStatus.OK, mines.get(id));
    }

    @Allow("greening.write")
    @PutMapping("/mines/{id}")
    ResponseEntity<Detail> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody GreenMines.ChangeBody body) {
        return answer(HttpStatus.OK, mines.change(id, ifMatch, body));
    }

    @Allow("greening.write")
    @PostMapping("/mines/{id}/facts")
    ResponseEntity<Detail> facts(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody GreenMines.FactsBody body) {
        return answer(HttpStatus.OK, mines.state(id, ifMatch, body));
    }

    @Allow({"greening.write", "greening.own"})
    @PostMapping("/mines/{id}/assessments")
    ResponseEntity<GreenMines.Assessment> assess(@PathVariable UUID id, @RequestBody GreenMines.AssessmentBody body) {
        return ResponseEntity.status(HttpStatus.CREATED).body(mines.assess(id, body));
    }

    @Allow("greening.write")
    @PostMapping("/mines/{id}/listing")
    ResponseEntity<Detail> list(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody GreenMines.ListingBody body) {
        return answer(HttpStatus.OK, mines.list(id, ifMatch, body));
    }

    private ResponseEntity<Detail> answer(HttpStatus status, Mine mine) {
        var assessments = mines.assessments(mine.id());
        return ResponseEntity.status(status)
                .eTag(Etag.of(mine.version()))
                .body(new Detail(
                        mine,
                        names.of(mine.unitId()),
                        assessments,
                        mines.history(mine.id()),
                        GreenMines.acts(mine, assessments, Days.today(clock), Caller.current())));
    }
}
