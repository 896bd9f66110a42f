package org.wufei.recycling;

import java.math.BigDecimal;
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
    private static final OfficialTable<Vehicles.Vehicle> VEHICLES = OfficialTable.<Vehicles.Vehicle>titled(
                    "报废机动车回收台账", "重量单位：吨")
            .with("receivedOn", "回收日期", Vehicles.Vehicle::receivedOn)
            .with("certificateNo", "回收证明编号", Vehicles.Vehicle::certificateNo)
            .with("vin", "车辆识别代号", Vehicles.Vehicle::vin)
            .with("plate", "号牌号码", Vehicles.Vehicle::plate)
            .with("kind", "车辆类型", vehicle -> vehicle.kind().title)
            .with("energy", "能源种类", vehicle -> vehicle.energy().title)
            .with("mass", "整备质量（吨）", vehicle -> new BigDecimal(vehicle.massG().tonnes()))
            .with("state", "状态", vehicle -> vehicle.state().title);
    private static final OfficialTable<Vehicles.Batch> BATCHES = OfficialTable.<Vehicles.Batch>titled(
                    "报废机动车拆解物料平衡表", "重量单位：吨")
            .with("on", "拆解日期", Vehicles.Batch::happenedOn)
            .with("vehicles", "车辆数", batch -> batch.vehicleIds().size())
            .with("input", "投入（吨）", batch -> new BigDecimal(batch.inputG().tonnes()))
            .with("output", "产出（吨）", batch -> new BigDecimal(batch.outputG().tonnes()))
            .with("loss", "损耗（吨）", batch -> new BigDecimal(batch.lossG().tonnes()))
            .with("left", "未平（吨）", batch -> new BigDecimal(batch.leftG().tonnes()))
            .with("surplus", "盘盈（吨）", batch -> new BigDecimal(batch.surplusG().tonnes()))
            .with("ratio", "产出率（%）", Vehicles.Batch::ratioPercent)
            .with("inBand", "是否平衡", batch -> batch.inBand() ? "是" : batch.settled() ? "已处理" : "否");

    private final Vehicles vehicles;
    private final Tables tables;

    VehicleController(Vehicles vehicles, Tables tables) {
        this.vehicles = vehicles;
        this.tables = tables;
    }

    record ReasonBody(String reason) {}

    @Allow("recycling.read")
    @GetMapping("/vehicles")
    Page<Vehicles.Vehicle> vehicles(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Vehicles.State state,
            Asked asked) {
        return vehicles.vehicles(unitId, county, state, asked);
    }

    @Allow("recycling.read")
    @GetMapping("/vehicles.xlsx")
    ResponseEntity<byte[]> export(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Vehicles.State state,
            Asked asked) {
        return VEHICLES.download(
                tables, vehicles.vehicles(unitId, county, state, asked.whole()).items());
    }

    @Allow("recycling.write")
    @PostMapping("/vehicles")
    @ResponseStatus(HttpStatus.CREATED)
    Vehicles.Vehicle take(@RequestBody Vehicles.Body body) {
        return vehicles.take(body);
    }

    @Allow("recycling.write")
    @PostMapping("/vehicles/{id}/void")
    Vehicles.Vehicle voidVehicle(@PathVariable UUID id, @RequestBody ReasonBody body) {
        return vehicles.voidVehicle(id, body.reason());
    }

    @Allow("recycling.read")
    @GetMapping("/dismantlings")
    Page<Vehicles.Batch> batches(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Boolean inBand,
            Asked asked) {
        return vehicles.batches(unitId, county, inBand, asked);
    }

    @Allow("recycling.read")
    @GetMapping("/dismantlings.xlsx")
    ResponseEntity<byte[]> exportBatches(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Boolean inBand,
            Asked asked) {
        return BATCHES.download(
                tables, vehicles.batches(unitId, county, inBand, asked.whole()).items());
    }

    @Allow("recycling.write")
    @PostMapping("/dismantlings")
    @ResponseStatus(HttpStatus.CREATED)
    Vehicles.Batch dismantle(@RequestBody Vehicles.BatchBody body) {
        return vehicles.dismantle(body);
    }

    @Allow("recycling.supervise")
    @PostMapping("/dismantlings/{id}/settle")
    Vehicles.Batch settle(@PathVariable UUID id, @RequestBody ReasonBody body) {
        return vehicles.settle(id, body.reason());
    }
}
