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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.Allow;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.tables.OfficialTable;
import org.wufei.tables.Tables;

/** Emerging wastes, recycled products and their claims, and the watch of the whole module. */
@RestController
@RequestMapping("/api/v1/recycling")
class RecyclingController {
    private static final OfficialTable<Emerging.Item> ITEMS = OfficialTable.<Emerging.Item>titled(
                    "新兴固体废物逐件台账", "重量单位：吨")
            .with("code", "追溯编码", Emerging.Item::code)
            .with("item", "种类", item -> item.item().title)
            .with("waste", "废物代码", Emerging.Item::waste)
            .with("model", "型号", Emerging.Item::model)
            .with("pieces", "件数", Emerging.Item::pieces)
            .with("mass", "重量（吨）", item -> new BigDecimal(item.massG().tonnes()))
            .with("massSource", "重量依据", Emerging.Item::massSource)
            .with("retiredOn", "退役日期", Emerging.Item::retiredOn)
            .with("state", "状态", item -> item.state().title)
            .with("stateOn", "状态日期", Emerging.Item::stateOn);
    private static final OfficialTable<Products.Product> PRODUCTS = OfficialTable.<Products.Product>titled(
                    "资源综合利用产品表", "")
            .with("name", "产品名称", Products.Product::name)
            .with("spec", "规格", Products.Product::spec)
            .with("county", "所在县（代码）", Products.Product::county)
            .with("wastes", "所用废物", product -> product.wastes().toString())
            .with("sharePercent", "掺兑比例（%）", Products.Product::sharePercent)
            .with("benefitCode", "优惠目录条目", Products.Product::benefitCode);
    private static final OfficialTable<Products.Claim> CLAIMS = OfficialTable.<Products.Claim>titled(
                    "资源综合利用增值税即征即退申请表", "金额单位：元；重量单位：吨")
            .with("from", "所属期起", Products.Claim::fromMonth)
            .with("to", "所属期止", Products.Claim::toMonth)
            .with("waste", "废物用量（吨）", claim -> new BigDecimal(claim.wasteG().tonnes()))
            .with(
                    "material",
                    "原料总量（吨）",
                    claim -> new BigDecimal(claim.materialG().tonnes()))
            .with("share", "掺兑比例（%）", Products.Claim::sharePercent)
            .with("sales", "销售额（元）", Products.Claim::salesYuan)
            .with("vat", "已缴增值税（元）", Products.Claim::vatYuan)
            .with("claimed", "申请退税（元）", Products.Claim::claimedYuan)
            .with("basis", "依据", Products.Claim::basis)
            .with("state", "状态", claim -> claim.state().title);

    private final Emerging emerging;
    private final Products products;
    private final RecyclingWatch watch;
    private final Tables tables;

    RecyclingController(Emerging emerging, Products products, RecyclingWatch watch, Tables tables) {
        this.emerging = emerging;
        this.products = products;
        this.watch = watch;
        this.tables = tables;
    }

    record Made(UUID id) {}

    record ReasonBody(String reason) {}

    // --- producers and channels

    @Allow("recycling.read")
    @GetMapping("/producers")
    Page<Emerging.Duty> duties(
            @RequestParam(required = false) Emerging.Kind item,
            @RequestParam(required = false) Integer year,
            Asked asked) {
        return emerging.duties(item, year, asked);
    }

    @Allow("recycling.supervise")
    @PostMapping("/producers")
    @ResponseStatus(HttpStatus.CREATED)
    Made oblige(@RequestBody Emerging.ProducerBody body) {
        return new Made(emerging.oblige(body));
    }

    @Allow("recycling.read")
    @GetMapping("/channels")
    Page<Emerging.Channel> channels(
            @RequestParam(required = false) Emerging.Kind item,
            @RequestParam(required = false) UUID unitId,
            Asked asked) {
        return emerging.channels(item, unitId, asked);
    }

    @Allow("recycling.supervise")
    @PostMapping("/channels")
    @ResponseStatus(HttpStatus.CREATED)
    Emerging.Channel open(@RequestBody Emerging.ChannelBody body) {
        return emerging.open(body);
    }

    // --- items

    record Way(Emerging.Item item, List<Emerging.ItemStep> steps) {}

    record ItemsBody(List<Emerging.Body> items) {}

    @Allow("recycling.read")
    @GetMapping("/items")
    Page<Emerging.Item> items(
            @RequestParam(required = false) Emerging.Kind item,
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Emerging.State state,
            Asked asked) {
        return emerging.items(item, unitId, county, state, asked);
    }

    @Allow("recycling.read")
    @GetMapping("/items.xlsx")
    ResponseEntity<byte[]> exportItems(
            @RequestParam(required = false) Emerging.Kind item,
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Emerging.State state,
            Asked asked) {
        return ITEMS.download(
                tables,
                emerging.items(item, unitId, county, state, asked.whole()).items());
    }

    @Allow("recycling.write")
    @PostMapping("/items")
    @ResponseStatus(HttpStatus.CREATED)
    Emerging.Item retire(@RequestBody Emerging.Body body) {
        return emerging.retire(List.of(body)).getFirst();
    }

    @Allow("recycling.write")
    @PostMapping("/items/batch")
    @ResponseStatus(HttpStatus.CREATED)
    ItemsMade retire(@RequestBody ItemsBody body) {
        return new ItemsMade(emerging.retire(body.items()));
    }

    record ItemsMade(List<Emerging.Item> items) {}

    @Allow("recycling.read")
    @GetMapping("/items/{id}")
    Way item(@PathVariable UUID id) {
        return new Way(emerging.item(id), emerging.steps(id));
    }

    @Allow("recycling.write")
    @PostMapping("/items/{id}/send")
    Emerging.Item send(@PathVariable UUID id, @RequestBody Emerging.SendBody body) {
        return emerging.send(id, body);
    }

    @Allow("recycling.write")
    @PostMapping("/items/{id}/receipt")
    Emerging.Item receive(@PathVariable UUID id, @RequestBody Emerging.ReceiptBody body) {
        return emerging.receive(id, body);
    }

    @Allow("recycling.write")
    @PostMapping("/items/{id}/treatment")
    Emerging.Item treat(@PathVariable UUID id, @RequestBody Emerging.TreatmentBody body) {
        return emerging.treat(id, body);
    }

    @Allow("recycling.write")
    @PostMapping("/items/{id}/void")
    Emerging.Item voidItem(@PathVariable UUID id, @RequestBody ReasonBody body) {
        return emerging.voidItem(id, body.reason());
    }

    // --- products and credits

    @Allow("recycling.read")
    @GetMapping("/benefits")
    List<Products.Benefit> benefits() {
        return products.benefits();
    }

    @Allow("recycling.read")
    @GetMapping("/products")
    Page<Products.Product> products(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            Asked asked) {
        return products.products(unitId, county, asked);
    }

    @Allow("recycling.read")
    @GetMapping("/products.xlsx")
    ResponseEntity<byte[]> exportProducts(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            Asked asked) {
        return PRODUCTS.download(
                tables, products.products(unitId, county, asked.whole()).items());
    }

    @Allow("recycling.write")
    @PostMapping("/products")
    @ResponseStatus(HttpStatus.CREATED)
    Products.Product register(@RequestBody Products.Body body) {
        return products.register(body);
    }

    @Allow("recycling.read")
    @GetMapping("/products/{id}")
    Products.Product product(@PathVariable UUID id) {
        return products.product(id);
    }

    @Allow("recycling.write")
    @PostMapping("/products/{id}/claims")
    ResponseEntity<Products.Claim> claim(@PathVariable UUID id, @RequestBody Products.ClaimBody body) {
        return answer(HttpStatus.CREATED, products.claim(id, body));
    }

    @Allow("recycling.read")
    @GetMapping("/claims")
    Page<Products.Claim> claims(
            @RequestParam(required = false) UUID productId,
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) Products.ClaimState state,
            Asked asked) {
        return products.claims(productId, unitId, state, asked);
    }

    @Allow("recycling.read")
    @GetMapping("/claims.xlsx")
    ResponseEntity<byte[]> exportClaims(
            @RequestParam(required = false) UUID productId,
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) Products.ClaimState state,
            Asked asked) {
        return CLAIMS.download(
                tables, products.claims(productId, unitId, state, asked.whole()).items());
    }

    record ClaimStep(Products.ClaimState to, LocalDate on, String note) {}

    @Allow("recycling.supervise")
    @PostMapping("/claims/{id}/steps")
    ResponseEntity<Products.Claim> decide(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody ClaimStep body) {
        return answer(HttpStatus.OK, products.decide(id, ifMatch, body.to(), body.on(), body.note()));
    }

    @Allow("recycling.supervise")
    @PostMapping("/watch")
    RecyclingWatch.Watched watch() {
        return watch.now();
    }

    private static ResponseEntity<Products.Claim> answer(HttpStatus status, Products.Claim claim) {
        return ResponseEntity.status(status).eTag(Etag.of(claim.version())).body(claim);
    }
}
