package org.wufei.recycling;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final OfficialTable<ItemView> ITEMS = OfficialTable.<ItemView>titled("新兴固体废物逐件台账", "重量单位：吨")
            .with("unit", "持有单位", ItemView::unitName)
            .with("receiver", "接收单位", ItemView::receiverName)
            .with("code", "追溯编码", view -> view.item().code())
            .with("item", "种类", view -> view.item().item().title)
            .with("waste", "废物代码", view -> view.item().waste())
            .with("model", "型号", view -> view.item().model())
            .with("pieces", "件数", view -> view.item().pieces())
            .with("mass", "重量（吨）", view -> new BigDecimal(view.item().massG().tonnes()))
            .with("massSource", "重量依据", view -> view.item().massSource())
            .with("retiredOn", "退役日期", view -> view.item().retiredOn())
            .with("state", "状态", view -> view.item().state().title)
            .with("stateOn", "状态日期", view -> view.item().stateOn());
    private static final OfficialTable<ProductView> PRODUCTS = OfficialTable.<ProductView>titled("资源综合利用产品表", "")
            .with("unit", "单位", ProductView::unitName)
            .with("name", "产品名称", view -> view.product().name())
            .with("spec", "规格", view -> view.product().spec())
            .with("county", "所在县（代码）", view -> view.product().county())
            .with("wastes", "所用废物", view -> view.product().wastes().toString())
            .with("sharePercent", "掺兑比例（%）", view -> view.product().sharePercent())
            .with("benefitCode", "优惠目录条目", view -> view.product().benefitCode());
    private static final OfficialTable<ClaimView> CLAIMS = OfficialTable.<ClaimView>titled(
                    "资源综合利用增值税即征即退申请表", "金额单位：元；重量单位：吨")
            .with("unit", "单位", ClaimView::unitName)
            .with("product", "产品", ClaimView::productName)
            .with("from", "所属期起", view -> view.claim().fromMonth())
            .with("to", "所属期止", view -> view.claim().toMonth())
            .with(
                    "waste",
                    "废物用量（吨）",
                    view -> new BigDecimal(view.claim().wasteG().tonnes()))
            .with(
                    "material",
                    "原料总量（吨）",
                    view -> new BigDecimal(view.claim().materialG().tonnes()))
            .with("share", "掺兑比例（%）", view -> view.claim().sharePercent())
            .with("sales", "销售额（元）", view -> view.claim().salesYuan())
            .with("vat", "已缴增值税（元）", view -> view.claim().vatYuan())
            .with("claimed", "申请退税（元）", view -> view.claim().claimedYuan())
            .with("basis", "依据", view -> view.claim().basis())
            .with("state", "状态", view -> view.claim().state().title);

    private final Emerging emerging;
    private final Products products;
    private final Booking booking;
    private final RecyclingWatch watch;
    private final Tables tables;

    RecyclingController(Emerging emerging, Products products, Booking booking, RecyclingWatch watch, Tables tables) {
        this.emerging = emerging;
        this.products = products;
        this.booking = booking;
        this.watch = watch;
        this.tables = tables;
    }

    record Made(UUID id) {}

    record ReasonBody(String reason) {}

    /** What a screen shows: the thing itself, the names of its units, and the steps its reader may take. */
    record DutyView(@JsonUnwrapped Emerging.Duty duty, String unitName, long targetPieces, long shortPieces) {}

    record ChannelView(@JsonUnwrapped Emerging.Channel channel, String fromUnitName, String toUnitName) {}

    record ItemView(
            @JsonUnwrapped Emerging.Item item,
            String unitName,
            String receiverName,
            String producerName,
            List<String> steps) {}

    record ProductView(@JsonUnwrapped Products.Product product, String unitName, List<String> steps) {}

    record ClaimView(@JsonUnwrapped Products.Claim claim, String unitName, String productName, List<String> steps) {}

    record ClaimDetail(ClaimView claim, Products.Standing standing, List<Trail.Step> history) {}

    private List<DutyView> duties(List<Emerging.Duty> some) {
        var names = booking.names(some.stream().map(Emerging.Duty::unitId).toList());
        return some.stream()
                .map(duty -> new DutyView(duty, names.get(duty.unitId()), duty.targetPieces(), duty.shortPieces()))
                .toList();
    }

    private List<ChannelView> channels(List<Emerging.Channel> some) {
        var names = booking.names(some.stream()
                .flatMap(channel -> Stream.of(channel.fromUnitId(), channel.toUnitId()))
                .toList());
        return some.stream()
                .map(channel ->
                        new ChannelView(channel, names.get(channel.fromUnitId()), names.get(channel.toUnitId())))
                .toList();
    }

    private List<ItemView> items(List<Emerging.Item> some) {
        var names = booking.names(some.stream()
                .flatMap(item -> Stream.of(item.unitId(), item.receiverId()))
                .toList());
        var producers = emerging.producerNames(null).stream()
                .collect(Collectors.toMap(Emerging.ProducerName::id, Emerging.ProducerName::name));
        return some.stream()
                .map(item -> new ItemView(
                        item,
                        names.get(item.unitId()),
                        names.get(item.receiverId()),
                        producers.get(item.producerId()),
                        item.steps()))
                .toList();
    }

    private ItemView view(Emerging.Item item) {
        return items(List.of(item)).getFirst();
    }

    private List<ProductView> products(List<Products.Product> some) {
        var names = booking.names(some.stream().map(Products.Product::unitId).toList());
        return some.stream()
                .map(product -> new ProductView(product, names.get(product.unitId()), product.steps()))
                .toList();
    }

    private List<ClaimView> claims(List<Products.Claim> some) {
        var names = booking.names(some.stream().map(Products.Claim::unitId).toList());
        var titles = products.names(some.stream().map(Products.Claim::productId).toList());
        return some.stream()
                .map(claim ->
                        new ClaimView(claim, names.get(claim.unitId()), titles.get(claim.productId()), claim.steps()))
                .toList();
    }

    private static <T> Page<T> page(Page<?> page, List<T> views) {
        return new Page<>(views, page.next(), page.total());
    }

    // --- producers and channels

    @Allow("recycling.read")
    @GetMapping("/producers")
    Page<DutyView> duties(
            @RequestParam(required = false) Emerging.Kind item,
            @RequestParam(required = false) Integer year,
            Asked asked) {
        var page = emerging.duties(item, year, asked);
        return page(page, duties(page.items()));
    }

    /** Whose goods an item may be: names only, whatever the caller's scope. */
    @Allow("recycling.read")
    @GetMapping("/producer-names")
    List<Emerging.ProducerName> producerNames(@RequestParam(required = false) Emerging.Kind item) {
        return emerging.producerNames(item);
    }

    @Allow("recycling.read")
    @GetMapping("/producers/{id}")
    DutyView duty(@PathVariable UUID id) {
        return duties(List.of(emerging.duty(id))).getFirst();
    }

    @Allow("recycling.supervise")
    @PostMapping("/producers")
    @ResponseStatus(HttpStatus.CREATED)
    Made oblige(@RequestBody Emerging.ProducerBody body) {
        return new Made(emerging.oblige(body));
    }

    @Allow("recycling.read")
    @GetMapping("/channels")
    Page<ChannelView> channels(
            @RequestParam(required = false) Emerging.Kind item,
            @RequestParam(required = false) UUID unitId,
            Asked asked) {
        var page = emerging.channels(item, unitId, asked);
        return page(page, channels(page.items()));
    }

    @Allow("recycling.supervise")
    @PostMapping("/channels")
    @ResponseStatus(HttpStatus.CREATED)
    ChannelView open(@RequestBody Emerging.ChannelBody body) {
        return channels(List.of(emerging.open(body))).getFirst();
    }

    // --- items

    /** @param channels those by which it may leave today, where it still lies with its holder */
    record Way(ItemView item, List<Trail.Step> history, List<ChannelView> channels) {}

    record ItemsBody(List<Emerging.Body> items) {}

    @Allow("recycling.read")
    @GetMapping("/items")
    Page<ItemView> items(
            @RequestParam(required = false) Emerging.Kind item,
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            @RequestParam(required = false) Emerging.State state,
            Asked asked) {
        var page = emerging.items(item, unitId, county, state, asked);
        return page(page, items(page.items()));
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
                items(emerging.items(item, unitId, county, state, asked.whole()).items()));
    }

    @Allow("recycling.write")
    @PostMapping("/items")
    @ResponseStatus(HttpStatus.CREATED)
    ItemView retire(@RequestBody Emerging.Body body) {
        return view(emerging.retire(List.of(body)).getFirst());
    }

    @Allow("recycling.write")
    @PostMapping("/items/batch")
    @ResponseStatus(HttpStatus.CREATED)
    ItemsMade retire(@RequestBody ItemsBody body) {
        return new ItemsMade(items(emerging.retire(body.items())));
    }

    record ItemsMade(List<ItemView> items) {}

    @Allow("recycling.read")
    @GetMapping("/items/{id}")
    Way item(@PathVariable UUID id) {
        var item = emerging.item(id);
        return new Way(view(item), booking.trail().of(id), channels(emerging.channelsFor(item)));
    }

    @Allow("recycling.write")
    @PostMapping("/items/{id}/send")
    ItemView send(@PathVariable UUID id, @RequestBody Emerging.SendBody body) {
        return view(emerging.send(id, body));
    }

    @Allow("recycling.write")
    @PostMapping("/items/{id}/receipt")
    ItemView receive(@PathVariable UUID id, @RequestBody Emerging.ReceiptBody body) {
        return view(emerging.receive(id, body));
    }

    @Allow("recycling.write")
    @PostMapping("/items/{id}/treatment")
    ItemView treat(@PathVariable UUID id, @RequestBody Emerging.TreatmentBody body) {
        return view(emerging.treat(id, body));
    }

    @Allow("recycling.write")
    @PostMapping("/items/{id}/recall")
    ItemView recall(@PathVariable UUID id, @RequestBody ReasonBody body) {
        return view(emerging.recall(id, body.reason()));
    }

    @Allow("recycling.write")
    @PostMapping("/items/{id}/void")
    ItemView voidItem(@PathVariable UUID id, @RequestBody ReasonBody body) {
        return view(emerging.voidItem(id, body.reason()));
    }

    // --- products and credits

    @Allow("recycling.read")
    @GetMapping("/benefits")
    List<Products.Benefit> benefits() {
        return products.benefits();
    }

    /** What the official list says, as an officer read it there: enters an entry, or confirms and corrects one. */
    @Allow("recycling.supervise")
    @PostMapping("/benefits")
    Products.Benefit check(@RequestBody Products.BenefitBody body) {
        return products.check(body);
    }

    @Allow("recycling.read")
    @GetMapping("/products")
    Page<ProductView> products(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            Asked asked) {
        var page = products.products(unitId, county, asked);
        return page(page, products(page.items()));
    }

    @Allow("recycling.read")
    @GetMapping("/products.xlsx")
    ResponseEntity<byte[]> exportProducts(
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) RegionCode county,
            Asked asked) {
        return PRODUCTS.download(
                tables,
                products(products.products(unitId, county, asked.whole()).items()));
    }

    @Allow("recycling.write")
    @PostMapping("/products")
    @ResponseStatus(HttpStatus.CREATED)
    ProductView register(@RequestBody Products.Body body) {
        return products(List.of(products.register(body))).getFirst();
    }

    @Allow("recycling.read")
    @GetMapping("/products/{id}")
    ProductView product(@PathVariable UUID id) {
        return products(List.of(products.product(id))).getFirst();
    }

    @Allow("recycling.write")
    @PostMapping("/products/{id}/claims")
    ResponseEntity<ClaimView> claim(@PathVariable UUID id, @RequestBody Products.ClaimBody body) {
        return answer(HttpStatus.CREATED, products.claim(id, body));
    }

    @Allow("recycling.read")
    @GetMapping("/claims")
    Page<ClaimView> claims(
            @RequestParam(required = false) UUID productId,
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) Products.ClaimState state,
            Asked asked) {
        var page = products.claims(productId, unitId, state, asked);
        return page(page, claims(page.items()));
    }

    @Allow("recycling.read")
    @GetMapping("/claims.xlsx")
    ResponseEntity<byte[]> exportClaims(
            @RequestParam(required = false) UUID productId,
            @RequestParam(required = false) UUID unitId,
            @RequestParam(required = false) Products.ClaimState state,
            Asked asked) {
        return CLAIMS.download(
                tables,
                claims(products.claims(productId, unitId, state, asked.whole()).items()));
    }

    @Allow("recycling.read")
    @GetMapping("/claims/{id}")
    ResponseEntity<ClaimDetail> claim(@PathVariable UUID id) {
        var claim = products.claimSeen(id);
        return ResponseEntity.ok()
                .eTag(Etag.of(claim.version()))
                .body(new ClaimDetail(
                        claims(List.of(claim)).getFirst(),
                        products.standing(claim),
                        booking.trail().of(id)));
    }

    record ClaimStep(Products.ClaimState to, LocalDate on, String note) {}

    @Allow("recycling.supervise")
    @PostMapping("/claims/{id}/steps")
    ResponseEntity<ClaimView> decide(
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

    private ResponseEntity<ClaimView> answer(HttpStatus status, Products.Claim claim) {
        return ResponseEntity.status(status)
                .eTag(Etag.of(claim.version()))
                .body(claims(List.of(claim)).getFirst());
    }
}
