package org.wufei.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.Allow;
import org.wufei.kernel.AllowSignedIn;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Scope;
import org.wufei.kernel.Unkeyed;

/** Organisations, people, roles, delegations, API clients. */
@RestController
@RequestMapping("/api/v1/identity")
class PeopleController {
    private final People people;
    private final Administration administration;
    private final ApiClients clients;
    private final Streams streams;

    PeopleController(People people, Administration administration, ApiClients clients, Streams streams) {
        this.people = people;
        this.administration = administration;
        this.clients = clients;
        this.streams = streams;
    }

    // ---- organisations

    @GetMapping("/organisations")
    @Allow("identity.organisation.read")
    Page<People.Organisation> organisations(
            @RequestParam(required = false) String q,
            @RequestParam(required = false) People.Kind kind,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        return people.organisations(blank(q), kind, cursor, size);
    }

    @GetMapping("/organisations/{id}")
    @Allow("identity.organisation.read")
    ResponseEntity<People.Organisation> organisation(@PathVariable UUID id) {
        var organisation = people.organisation(id);
        return ResponseEntity.ok().eTag(Etag.of(organisation.version())).body(organisation);
    }

    record NewOrganisation(
            @NotNull People.Kind kind,
            @NotBlank @Size(max = 200) String name,
            RegionCode county,
            UUID unit) {}

    @PostMapping("/organisations")
    @Allow("identity.organisation.write")
    @ResponseStatus(HttpStatus.CREATED)
    People.Organisation addOrganisation(@RequestBody @Valid NewOrganisation body) {
        return people.addOrganisation(body.kind(), body.name().strip(), body.county(), body.unit());
    }

    record OrganisationChange(
            @NotBlank @Size(max = 200) String name, @NotNull Boolean active) {}

    @PutMapping("/organisations/{id}")
    @Allow("identity.organisation.write")
    ResponseEntity<People.Organisation> changeOrganisation(
            @PathVariable UUID id,
            @RequestBody @Valid OrganisationChange body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        var changed = people.changeOrganisation(id, body.name().strip(), body.active(), ifMatch);
        return ResponseEntity.ok().eTag(Etag.of(changed.version())).body(changed);
    }

    // ---- people

    /** @param state {@code INVITED}, {@code ACTIVE} or {@code LEFT} */
    @GetMapping("/people")
    @Allow("identity.person.read")
    Page<People.Person> people(
            @RequestParam(required = false) String q,
            @RequestParam(required = false) UUID organisation,
            @RequestParam(required = false) String role,
            @RequestParam(required = false) String state,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer size) {
        return people.people(blank(q), organisation, blank(role), blank(state), cursor, size);
    }

    @GetMapping("/people/{id}")
    @Allow("identity.person.read")
    ResponseEntity<People.Person> person(@PathVariable UUID id) {
        return tagged(people.person(id));
    }

    /** 查看个人信息全文: identity number and telephone unmasked; each look is audited. */
    @GetMapping("/people/{id}/personal")
    @Allow("identity.person.personal")
    ResponseEntity<People.Person> personal(@PathVariable UUID id) {
        return tagged(people.revealed(id));
    }

    /** @param scope {@code null}: what the organisation suggests (a firm's people see the firm, a county's the county) */
    record NewPerson(
            @NotNull UUID organisation,
            @NotBlank @Size(min = 2, max = 64) String login,
            @NotBlank @Size(max = 60) String name,
            @Size(max = 60) String position,

            @Pattern(regexp = "[0-9+ -]{5,20}", message = "电话为 5 至 20 位数字")
            String phone,

            @Pattern(regexp = "[0-9]{17}[0-9Xx]", message = "身份证号为 18 位")
            String idNumber,

            @NotEmpty @Size(max = 20) Set<String> roles,
            @Valid ScopeGiven scope) {}

    record ScopeGiven(
            @NotNull Boolean all,
            @Size(max = 100) Set<RegionCode> counties,
            @Size(max = 200) Set<UUID> units,
            @Size(max = 20) Set<@NotBlank @Size(max = 40) String> streams) {
        Scope scope() {
            return new Scope(
                    all,
                    counties == null ? Set.of() : counties,
                    units == null ? Set.of() : units,
                    streams == null ? Set.of() : streams);
        }
    }

    /** Answers with a one-time link by which the person sets a password. */
    @PostMapping("/people")
    @Allow("identity.person.write")
    @ResponseStatus(HttpStatus.CREATED)
    People.Invited add(@RequestBody @Valid NewPerson body) {
        return people.add(
                body.organisation(),
                body.login(),
                new People.Given(
                        body.name().strip(),
                        body.position(),
                        blank(body.phone()),
                        blank(body.idNumber()),
                        body.roles(),
                        body.scope() == null ? null : body.scope().scope()));
    }

    /** @param phone {@code null} or as shown masked: unchanged; empty: taken away */
    record PersonChange(
            @NotBlank @Size(max = 60) String name,
            @Size(max = 60) String position,

            @Pattern(regexp = "|[0-9+ *-]{5,20}", message = "电话为 5 至 20 位数字")
            String phone,

            @Pattern(regexp = "|[0-9*]{17}[0-9Xx*]", message = "身份证号为 18 位")
            String idNumber,

            @NotEmpty @Size(max = 20) Set<String> roles,
            @Valid ScopeGiven scope) {}

    @PutMapping("/people/{id}")
    @Allow("identity.person.write")
    ResponseEntity<People.Person> change(
            @PathVariable UUID id,
            @RequestBody @Valid PersonChange body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return tagged(people.change(
                id,
                new People.Given(
                        body.name().strip(),
                        body.position(),
                        body.phone(),
                        body.idNumber(),
                        body.roles(),
                        body.scope() == null ? null : body.scope().scope()),
                ifMatch));
    }

    /** A new one-time link for someone who forgot their password. */
    @PostMapping("/people/{id}/link")
    @Allow("identity.person.write")
    People.Invited invite(@PathVariable UUID id) {
        return people.invite(id);
    }

    /** Takes the authenticator off someone who lost it. */
    @DeleteMapping("/people/{id}/totp")
    @Allow("identity.person.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dropTotp(@PathVariable UUID id) {
        people.dropTotp(id);
    }

    record Leaving(UUID successor) {}

    @PostMapping("/people/{id}/leave")
    @Allow("identity.person.write")
    ResponseEntity<People.Person> leave(
            @PathVariable UUID id,
            @RequestBody Leaving body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return tagged(people.leave(id, body.successor(), ifMatch));
    }

    // ---- roles

    @GetMapping("/permissions")
    @Allow("identity.role.read")
    List<Administration.PermissionLine> permissions() {
        return administration.permissions();
    }

    /** What a permission that one lacks is called, and whom to ask for it. */
    @GetMapping("/permissions/{code}")
    @AllowSignedIn
    Administration.PermissionHelp permissionHelp(@PathVariable String code) {
        return administration.help(code);
    }

    @GetMapping("/roles")
    @Allow({"identity.role.read", "identity.person.read"})
    List<Administration.RoleLine> roles() {
        return administration.roles();
    }

    record NewRole(
            @NotBlank @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "角色代码为 2 至 40 位大写字母、数字和下划线")
            String code,

            @NotBlank @Size(max = 60) String title,
            @NotNull @Size(max = 500) Set<String> permissions) {}

    @PostMapping("/roles")
    @Allow("identity.role.write")
    @ResponseStatus(HttpStatus.CREATED)
    Administration.RoleLine addRole(@RequestBody @Valid NewRole body) {
        return administration.addRole(body.code(), body.title().strip(), body.permissions());
    }

    record RoleChange(
            @NotBlank @Size(max = 60) String title,
            @NotNull @Size(max = 500) Set<String> permissions) {}

    @PutMapping("/roles/{code}")
    @Allow("identity.role.write")
    ResponseEntity<Administration.RoleLine> changeRole(
            @PathVariable String code,
            @RequestBody @Valid RoleChange body,
            @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        var changed = administration.changeRole(code, body.title().strip(), body.permissions(), ifMatch);
        return ResponseEntity.ok().eTag(Etag.of(changed.version())).body(changed);
    }

    @DeleteMapping("/roles/{code}")
    @Allow("identity.role.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeRole(@PathVariable String code) {
        administration.removeRole(code);
    }

    // ---- streams

    /** 固废类别: what a scope may be limited to. */
    @GetMapping("/streams")
    @AllowSignedIn
    List<Streams.Line> streams() {
        return streams.lines();
    }

    // ---- delegations

    @GetMapping("/delegations")
    @AllowSignedIn
    List<Delegations.Delegation> delegations() {
        return administration.delegations(Caller.current().id());
    }

    /** Whom one may delegate to: colleagues of one's own organisation. */
    @GetMapping("/colleagues")
    @AllowSignedIn
    List<SessionController.Named> colleagues() {
        return administration.colleagues();
    }

    record NewDelegation(
            @NotNull UUID taker,
            @NotNull LocalDate fromDay,
            @NotNull LocalDate toDay,
            @NotBlank @Size(max = 200) String reason) {}

    @PostMapping("/delegations")
    @Allow("identity.delegation.give")
    @ResponseStatus(HttpStatus.CREATED)
    Added delegate(@RequestBody @Valid NewDelegation body) {
        return new Added(administration.delegate(
                body.taker(), body.fromDay(), body.toDay(), body.reason().strip()));
    }

    @DeleteMapping("/delegations/{id}")
    @Allow("identity.delegation.give")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeDelegation(@PathVariable UUID id) {
        administration.revokeDelegation(id);
    }

    record Added(UUID id) {}

    // ---- API clients

    @GetMapping("/clients")
    @Allow("identity.client.manage")
    List<ApiClients.Client> clients() {
        return clients.list();
    }

    record NewClient(
            @NotBlank @Size(max = 60) String name,
            @NotNull UUID organisation,
            @NotEmpty @Size(max = 200) Set<String> permissions,
            @Valid ScopeGiven scope,
            @NotNull Integer days) {}

    /** The token is in this answer only. */
    @PostMapping("/clients")
    @Allow("identity.client.manage")
    @Unkeyed("a token must not be kept with the answers; one made twice is revoked")
    @ResponseStatus(HttpStatus.CREATED)
    ApiClients.Made addClient(@RequestBody @Valid NewClient body) {
        return clients.add(
                body.name().strip(),
                body.organisation(),
                body.permissions(),
                body.scope() == null ? Caller.current().scope() : body.scope().scope(),
                body.days());
    }

    @DeleteMapping("/clients/{id}")
    @Allow("identity.client.manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeClient(@PathVariable UUID id) {
        clients.revoke(id);
    }

    // ---- keys

    /** 更换密钥: a new key for personal data, and everything sealed under it again. */
    @PostMapping("/keys/rotation")
    @Allow("identity.key.rotate")
    Administration.Rotation rotate() {
        return administration.rotate();
    }

    private static ResponseEntity<People.Person> tagged(People.Person person) {
        return ResponseEntity.ok().eTag(Etag.of(person.version())).body(person);
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
