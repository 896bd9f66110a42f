package org.wufei.recycling;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
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
    private static final OfficialTable<Sludge.Day> DAYS = OfficialTable.<Sludge.Day>titled(
                    "城镇污水处理厂污泥产生台账", "重量单位：吨（湿基）")
            .with("on", "日期", Sludge.Day::happenedOn)
            .with("county", "所在县（代码）", Sludge.Day::county)
            .with("waste", "废物代码", Sludge.Day::waste)
            .with("mass", "产生量（吨）", day -> new BigDecimal(day.massG().tonnes()))
            .with("water", "含水率（%）", Sludge.Day::waterPercent)
            .with("dry", "干物质（吨）", day -> new BigDecimal(day.dryG().tonnes()))
            .with("state", "状态", day -> day.state() == Sludge.DayState.BOOKED ? "已入账" : "已作废")
            .with("note", "备注", Sludge.Day::note);
    private static final OfficialTable<Sludge.Delivery> DELIVERIES = OfficialTable.<Sludge.Delivery>titled(
                    "污泥去向台账", "重量单位：吨（湿基）")
            .with("on", "日期", Sludge.Delivery::happenedOn)
            .with("county", "所在县（代码）", Sludge.Delivery::county)
            .with("waste", "废物代码", Sludge.Delivery::waste)
            .with("mass", "发出量（吨）", delivery -> new BigDecimal(delivery.massG().tonnes()))
            .with("way", "去向", delivery -> delivery.way().title)
            .with("method", "方式代码", Sludge.Delivery::method)
            .with("plate", "车牌", Sludge.Delivery::plate)
            .with("receivedOn", "接收日期", Sludge.Delivery::receivedOn)
            .with(
                    "received",
                    "接收量（吨）",
                    delivery -> delivery.receivedG() == null
                            ? null
                            : new BigDecimal(delivery.receivedG().tonnes()))
            .with("state", "状态", delivery -> delivery.state().title);

    private final Sludge sludge;
    private final Tables tables;

    SludgeController(Sludge sludge, Tables tables) {
        this.sludge = sludge;
        this.tables = tables;
    }

    record DaysBody(List<Sludge.DayBody> items) {}

    record DaysMade(List<Sludge.Day> items) {}

    record ReasonBody(String reason) {}

    record SettlementBody(Sludge.Settlement as, String reason) {}

    @Allow("recycling.read")
    @GetMapping("/days")
    Page<Sludge.Day> days(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Sludge.DayState state,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            Asked asked) {
        return sludge.days(new Sludge.Wanted(unitId, county, name(state), from, to), asked);
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
        return DAYS.download(tables, sludge.days(wanted, asked.whole()).items());
    }

    @Allow("recycling.write")
    @PostMapping("/days")
    @ResponseStatus(HttpStatus.CREATED)
    Sludge.Day generate(@RequestBody Sludge.DayBody body) {
        return sludge.generate(List.of(body)).getFirst();
    }

    @Allow("recycling.write")
    @PostMapping("/days/batch")
    @ResponseStatus(HttpStatus.CREATED)
    DaysMade generate(@RequestBody DaysBody body) {
        return new DaysMade(sludge.generate(body.items()));
    }

    @Allow("recycling.write")
    @PostMapping("/days/{id}/void")
    Sludge.Day voidDay(@PathVariable UUID id, @RequestBody ReasonBody body) {
        return sludge.voidDay(id, body.reason());
    }

    @Allow("recycling.read")
    @GetMapping("/dryings")
    Page<Sludge.Drying> dryings(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            Asked asked) {
        return sludge.dryings(new Sludge.Wanted(unitId, county, null, from, to), asked);
    }

    @Allow("recycling.write")
    @PostMapping("/dryings")
    @ResponseStatus(HttpStatus.CREATED)
    Sludge.Drying dry(@RequestBody Sludge.DryingBody body) {
        return sludge.dry(body);
    }

    @Allow("recycling.read")
    @GetMapping("/deliveries")
    Page<Sludge.Delivery> deliveries(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Sludge.DeliveryState state,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to,
            Asked asked) {
        return sludge.deliveries(new Sludge.Wanted(unitId, county, name(state), from, to), asked);
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
                tables, sludge.deliveries(wanted, asked.whole()).items());
    }

    @Allow("recycling.write")
    @PostMapping("/deliveries")
    @ResponseStatus(HttpStatus.CREATED)
    Sludge.Delivery deliver(@RequestBody Sludge.DeliveryBody body) {
        return sludge.deliver(body);
    }

    @Allow("recycling.write")
    @PostMapping("/deliveries/{id}/receipt")
    Sludge.Delivery receive(@PathVariable UUID id, @RequestBody Sludge.ReceiptBody body) {
        return sludge.receive(id, body);
    }

    @Allow("recycling.supervise")
    @PostMapping("/deliveries/{id}/difference")
    Sludge.Delivery settle(@PathVariable UUID id, @RequestBody SettlementBody body) {
        return sludge.settle(id, body.as(), body.reason());
    }

    @Allow("recycling.write")
    @PostMapping("/deliveries/{id}/void")
    Sludge.Delivery voidDelivery(@PathVariable UUID id, @RequestBody ReasonBody body) {
        return sludge.voidDelivery(id, body.reason());
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
