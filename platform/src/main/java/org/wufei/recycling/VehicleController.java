package org.wufei.recycling;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
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
@RequestMapping("/api/v1/recycling")
class VehicleController {
    private static final OfficialTable<VehicleView> VEHICLES = OfficialTable.<VehicleView>titled("报废机动车回收台账", "重量单位：吨")
            .with("unit", "单位", VehicleView::unitName)
            .with("receivedOn", "回收日期", view -> view.vehicle().receivedOn())
            .with("certificateNo", "回收证明编号", view -> view.vehicle().certificateNo())
            .with("vin", "车辆识别代号", view -> view.vehicle().vin())
            .with("plate", "号牌号码", view -> view.vehicle().plate())
            .with("kind", "车辆类型", view -> view.vehicle().kind().title)
            .with("energy", "能源种类", view -> view.vehicle().energy().title)
            .with(
                    "mass",
                    "整备质量（吨）",
                    view -> new BigDecimal(view.vehicle().massG().tonnes()))
            .with("state", "状态", view -> view.vehicle().state().title);
    private static final OfficialTable<BatchView> BATCHES = OfficialTable.<BatchView>titled("报废机动车拆解物料平衡表", "重量单位：吨")
            .with("unit", "单位", BatchView::unitName)
            .with("on", "拆解日期", view -> view.batch().happenedOn())
            .with("vehicles", "车辆数", view -> view.batch().vehicleIds().size())
            .with("input", "投入（吨）", view -> new BigDecimal(view.batch().inputG().tonnes()))
            .with(
                    "output",
                    "产出（吨）",
                    view -> new BigDecimal(view.batch().outputG().tonnes()))
            .with("loss", "损耗（吨）", view -> new BigDecimal(view.batch().lossG().tonnes()))
            .with("left", "未平（吨）", view -> new BigDecimal(view.batch().leftG().tonnes()))
            .with(
                    "surplus",
                    "盘盈（吨）",
                    view -> new BigDecimal(view.batch().surplusG().tonnes()))
            .with("ratio", "产出率（%）", view -> view.batch().ratioPercent())
            .with(
                    "inBand",
                    "是否平衡",
                    view -> view.batch().inBand() ? "是" : view.batch().settled() ? "已处理" : "否");

    private final Vehicles vehicles;
    private final Booking booking;
    private final Tables tables;

    VehicleController(Vehicles vehicles, Booking booking, Tables tables) {
        this.vehicles = vehicles;
        this.booking = booking;
        this.tables = tables;
    }

    record ReasonBody(String reason) {}

    /** A vehicle as a screen shows it, with the steps its reader may take. */
    record VehicleView(@JsonUnwrapped Vehicles.Vehicle vehicle, String unitName, List<String> steps) {}

    record BatchView(@JsonUnwrapped Vehicles.Batch batch, String unitName, String ratioPercent, List<String> steps) {}

    record VehicleDetail(VehicleView vehicle, List<Trail.Step> history) {}

    /** @param lowPercent the band that outputs to inputs must keep */
    record BatchDetail(
            BatchView batch, List<VehicleView> vehicles, int lowPercent, int highPercent, List<Trail.Step> history) {}

    private List<VehicleView> vehicles(List<Vehicles.Vehicle> some) {
        var names = booking.names(some.stream().map(Vehicles.Vehicle::unitId).toList());
        return some.stream()
                .map(vehicle -> new VehicleView(vehicle, names.get(vehicle.unitId()), vehicle.steps()))
                .toList();
    }

    private List<BatchView> batches(List<Vehicles.Batch> some) {
        var names = booking.names(some.stream().map(Vehicles.Batch::unitId).toList());
        return some.stream()
                .map(batch -> new BatchView(batch, names.get(batch.unitId()), batch.ratioPercent(), batch.steps()))
                .toList();
    }

    @Allow("recycling.read")
    @GetMapping("/vehicles")
    Page<VehicleView> vehicles(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Vehicles.State state,
            Asked asked) {
        var page = vehicles.vehicles(unitId, county, state, asked);
        return new Page<>(vehicles(page.items()), page.next(), page.total());
    }

    @Allow("recycling.read")
    @GetMapping("/vehicles.xlsx")
    ResponseEntity<byte[]> export(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Vehicles.State state,
            Asked asked) {
        return VEHICLES.download(
                tables,
                vehicles(vehicles.vehicles(unitId, county, state, asked.whole()).items()));
    }

    @Allow("recycling.read")
    @GetMapping("/vehicles/{id}")
    VehicleDetail vehicle(@PathVariable UUID id) {
        var vehicle = vehicles.vehicle(id);
        return new VehicleDetail(
                vehicles(List.of(vehicle)).getFirst(), booking.trail().of(id));
    }

    @Allow("recycling.write")
    @PostMapping("/vehicles")
    @ResponseStatus(HttpStatus.CREATED)
    VehicleView take(@RequestBody Vehicles.Body body) {
        return vehicles(List.of(vehicles.take(body))).getFirst();
    }

    @Allow("recycling.write")
    @PostMapping("/vehicles/{id}/void")
    VehicleView voidVehicle(@PathVariable UUID id, @RequestBody ReasonBody body) {
        return vehicles(List.of(vehicles.voidVehicle(id, body.reason()))).getFirst();
    }

    @Allow("recycling.read")
    @GetMapping("/dismantlings")
    Page<BatchView> batches(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Boolean inBand,
            Asked asked) {
        var page = vehicles.batches(unitId, county, inBand, asked);
        return new Page<>(batches(page.items()), page.next(), page.total());
    }

    @Allow("recycling.read")
    @GetMapping("/dismantlings.xlsx")
    ResponseEntity<byte[]> exportBatches(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Boolean inBand,
            Asked asked) {
        return BATCHES.download(
                tables,
                batches(vehicles.batches(unitId, county, inBand, asked.whole()).items()));
    }

    @Allow("recycling.read")
    @GetMapping("/dismantlings/{id}")
    BatchDetail batch(@PathVariable UUID id) {
        var batch = vehicles.batch(id);
        return new BatchDetail(
                batches(List.of(batch)).getFirst(),
                vehicles(vehicles.of(batch)),
                Dismantling.LOW_PERCENT,
                Dismantling.HIGH_PERCENT,
                booking.trail().of(id));
    }

    @Allow("recycling.write")
    @PostMapping("/dismantlings")
    @ResponseStatus(HttpStatus.CREATED)
    BatchView dismantle(@RequestBody Vehicles.BatchBody body) {
        return batches(List.of(vehicles.dismantle(body))).getFirst();
    }

    @Allow("recycling.supervise")
    @PostMapping("/dismantlings/{id}/settle")
    BatchView settle(@PathVariable UUID id, @RequestBody ReasonBody body) {
        return batches(List.of(vehicles.settle(id, body.reason()))).getFirst();
    }
}
