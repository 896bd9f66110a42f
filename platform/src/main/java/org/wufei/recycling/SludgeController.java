package org.wufei.recycling;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.tables.OfficialTable;
import org.wufei.tables.Tables;

@RestController
@RequestMapping("/api/v1/recycling/sludge")
class SludgeController {
    private static final OfficialTable<DayView> DAYS = OfficialTable.<DayView>titled("城镇污水处理厂污泥产生台账", "重量单位：吨（湿基）")
            .with("on", "日期", view -> view.day().happenedOn())
            .with("unit", "单位", DayView::unitName)
            .with("county", "所在县（代码）", view -> view.day().county())
            .with("waste", "废物代码", view -> view.day().waste())
            .with("mass", "产生量（吨）", view -> new BigDecimal(view.day().massG().tonnes()))
            .with("water", "含水率（%）", view -> view.day().waterPercent())
            .with("dry", "干物质（吨）", view -> new BigDecimal(view.day().dryG().tonnes()))
            .with("state", "状态", view -> view.day().state() == Sludge.DayState.BOOKED ? "已入账" : "已作废")
            .with("note", "备注", view -> view.day().note());
    private static final OfficialTable<DeliveryView> DELIVERIES = OfficialTable.<DeliveryView>titled(
                    "污泥去向台账", "重量单位：吨（湿基）")
            .with("on", "日期", view -> view.delivery().happenedOn())
            .with("unit", "发出单位", DeliveryView::unitName)
            .with("county", "所在县（代码）", view -> view.delivery().county())
            .with("waste", "废物代码", view -> view.delivery().waste())
            .with(
                    "mass",
                    "发出量（吨）",
                    view -> new BigDecimal(view.delivery().massG().tonnes()))
            .with("way", "去向", view -> view.delivery().way().title)
            .with("method", "方式代码", view -> view.delivery().method())
            .with("plate", "车牌", view -> view.delivery().plate())
            .with("receiver", "接收单位", DeliveryView::receiverName)
            .with("receivedOn", "接收日期", view -> view.delivery().receivedOn())
            .with(
                    "received",
                    "接收量（吨）",
                    view -> view.delivery().receivedG() == null
                            ? null
                            : new BigDecimal(view.delivery().receivedG().tonnes()))
            .with("state", "状态", view -> view.delivery().state().title);

    private final Sludge sludge;
    private final Booking booking;
    private final Tables tables;

    SludgeController(Sludge sludge, Booking booking, Tables tables) {
        this.sludge = sludge;
        this.booking = booking;
        this.tables = tables;
    }

    record DaysBody(List<Sludge.DayBody> items) {}

    record DaysMade(List<DayView> items) {}

    /** A day as a screen shows it, with the steps its reader may take. */
    record DayView(@JsonUnwrapped Sludge.Day day, String unitName, List<String> steps) {}

    record DryingView(@JsonUnwrapped Sludge.Drying drying, String unitName, List<String> steps) {}

    record DeliveryView(
            @JsonUnwrapped Sludge.Delivery delivery, String unitName, String receiverName, List<String> steps) {}

    record DayDetail(DayView day, List<Trail.Step> history) {}

    record DryingDetail(DryingView drying, List<Trail.Step> history) {}

    record DeliveryDetail(DeliveryView delivery, List<Trail.Step> history) {}

    private List<DayView> days(List<Sludge.Day> days) {
        var names = booking.names(days.stream().map(Sludge.Day::unitId).toList());
        return days.stream()
                .map(day -> new DayView(day, names.get(day.unitId()), day.steps()))
                .toList();
    }

    private List<DryingView> dryings(List<Sludge.Drying> dryings) {
        var names = booking.names(dryings.stream().map(Sludge.Drying::unitId).toList());
        return dryings.stream()
                .map(drying -> new DryingView(drying, names.get(drying.unitId()), drying.steps()))
                .toList();
    }

    private List<DeliveryView> deliveries(List<Sludge.Delivery> deliveries) {
        var names = booking.names(deliveries.stream()
                .flatMap(delivery -> Stream.of(delivery.unitId(), delivery.receiverId()))
                .toList());
        return deliveries.stream()
                .map(delivery -> new DeliveryView(
                        delivery, names.get(delivery.unitId()), names.get(delivery.receiverId()), delivery.steps()))
                .toList();
    }

    private DeliveryView view(Sludge.Delivery delivery) {
        return deliveries(List.of(delivery)).getFirst();
    }

    private static <T> Page<T> page(Page<?> page, List<T> views) {
        return new Page<>(views, page.next(), page.total());
    }

    record ReasonBody(String reason) {}

    record SettlementBody(Sludge.Settlement as, String reason) {}

    @Allow("recycling.read")
    @GetMapping("/days")
    Page<DayView> days(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Sludge.DayState state,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            Asked asked) {
        var page = sludge.days(new Sludge.Wanted(unitId, county, name(state), from, to), asked);
        return page(page, days(page.items()));
    }

    @Allow("recycling.read")
    @GetMapping("/days.xlsx")
    ResponseEntity<byte[]> exportDays(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Sludge.DayState state,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            Asked asked) {
        var wanted = new Sludge.Wanted(unitId, county, name(state), from, to);
        return DAYS.download(tables, days(sludge.days(wanted, asked.whole()).items()));
    }

    @Allow("recycling.read")
    @GetMapping("/days/{id}")
    DayDetail day(@PathVariable UUID id) {
        var day = sludge.day(id);
        return new DayDetail(days(List.of(day)).getFirst(), booking.trail().of(id));
    }

    @Allow("recycling.write")
    @PostMapping("/days")
    @ResponseStatus(HttpStatus.CREATED)
    DayView generate(@RequestBody Sludge.DayBody body) {
        return days(sludge.generate(List.of(body))).getFirst();
    }

    @Allow("recycling.write")
    @PostMapping("/days/batch")
    @ResponseStatus(HttpStatus.CREATED)
    DaysMade generate(@RequestBody DaysBody body) {
        return new DaysMade(days(sludge.generate(body.items())));
    }

    @Allow("recycling.write")
    @PostMapping("/days/{id}/void")
    DayView voidDay(@PathVariable UUID id, @RequestBody ReasonBody body) {
        return days(List.of(sludge.voidDay(id, body.reason()))).getFirst();
    }

    @Allow("recycling.read")
    @GetMapping("/dryings")
    Page<DryingView> dryings(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            Asked asked) {
        var page = sludge.dryings(new Sludge.Wanted(unitId, county, null, from, to), asked);
        return page(page, dryings(page.items()));
    }

    @Allow("recycling.read")
    @GetMapping("/dryings/{id}")
    DryingDetail drying(@PathVariable UUID id) {
        var drying = sludge.drying(id);
        return new DryingDetail(
                dryings(List.of(drying)).getFirst(), booking.trail().of(id));
    }

    @Allow("recycling.write")
    @PostMapping("/dryings")
    @ResponseStatus(HttpStatus.CREATED)
    DryingView dry(@RequestBody Sludge.DryingBody body) {
        return dryings(List.of(sludge.dry(body))).getFirst();
    }

    @Allow("recycling.write")
    @PostMapping("/dryings/{id}/void")
    DryingView voidDrying(@PathVariable UUID id, @RequestBody ReasonBody body) {
        return dryings(List.of(sludge.voidDrying(id, body.reason()))).getFirst();
    }

    @Allow("recycling.read")
    @GetMapping("/deliveries")
    Page<DeliveryView> deliveries(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Sludge.DeliveryState state,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            Asked asked) {
        var page = sludge.deliveries(new Sludge.Wanted(unitId, county, name(state), from, to), asked);
        return page(page, deliveries(page.items()));
    }

    @Allow("recycling.read")
    @GetMapping("/deliveries.xlsx")
    ResponseEntity<byte[]> exportDeliveries(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Sludge.DeliveryState state,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            Asked asked) {
        var wanted = new Sludge.Wanted(unitId, county, name(state), from, to);
        return DELIVERIES.download(
                tables, deliveries(sludge.deliveries(wanted, asked.whole()).items()));
    }

    @Allow("recycling.read")
    @GetMapping("/deliveries/{id}")
    DeliveryDetail delivery(@PathVariable UUID id) {
        var delivery = sludge.delivery(id);
        return new DeliveryDetail(view(delivery), booking.trail().of(id));
    }

    @Allow("recycling.write")
    @PostMapping("/deliveries")
    @ResponseStatus(HttpStatus.CREATED)
    DeliveryView deliver(@RequestBody Sludge.DeliveryBody body) {
        return view(sludge.deliver(body));
    }

    @Allow("recycling.write")
    @PostMapping("/deliveries/{id}/receipt")
    DeliveryView receive(@PathVariable UUID id, @RequestBody Sludge.ReceiptBody body) {
        return view(sludge.receive(id, body));
    }

    @Allow("recycling.supervise")
    @PostMapping("/deliveries/{id}/difference")
    DeliveryView settle(@PathVariable UUID id, @RequestBody SettlementBody body) {
        return view(sludge.settle(id, body.as(), body.reason()));
    }

    @Allow("recycling.write")
    @PostMapping("/deliveries/{id}/void")
    DeliveryView voidDelivery(@PathVariable UUID id, @RequestBody ReasonBody body) {
        return view(sludge.voidDelivery(id, body.reason()));
    }

    @Allow("recycling.read")
    @GetMapping("/rate")
    Sludge.Rate rate(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) RegionCode county) {
        return sludge.rate(from, to, county);
    }

    private static String name(Enum<?> state) {
        return state == null ? null : state.name();
    }
}
