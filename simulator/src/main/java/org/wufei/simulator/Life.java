package org.wufei.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/**
 * 过日子: lives a story against a platform. Acts of one firm follow each other; firms live side by side. Knows the ids
 * that the platform gave to what was filed.
 */
final class Life {
    /** How the story calls the person whose credential it was given. */
    static final String ADMINISTRATOR = "administrator";

    /** People at work at once; more than a small machine answers at once only lengthens its queue. */
    private static final int AT_ONCE = 12;

    private final Api api;
    private final String run;
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();

    /** @param run begins every idempotency key: the same story lived again sends the same keys */
    Life(Api api, String run) {
        this.api = api;
        this.run = run;
    }

    void knows(String who, Person person) {
        people.put(who, person);
    }

    int done() {
        return done.get();
    }

    /** Lives all acts, each after those it waits for. @throws IllegalStateException with the first act that went wrong */
    void live(List<Act> acts) {
        var failed = new AtomicReference<RuntimeException>();
        var seats = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lived = new LinkedHashMap<Integer, CompletableFuture<Void>>();
            for (var act : acts) {
                var before = act.after().stream()
                        .map(lived::get)
                        .filter(java.util.Objects::nonNull)
                        .toArray(CompletableFuture[]::new);
                lived.put(
                        act.no(),
                        CompletableFuture.allOf(before).thenRunAsync(() -> live(act, seats, failed), threads));
            }
            try {
                CompletableFuture.allOf(lived.values().toArray(CompletableFuture[]::new))
                        .join();
            } catch (CompletionException e) {
                if (failed.get() == null) throw e;
            }
        }
        if (failed.get() != null) throw failed.get();
    }

    private void live(Act act, Semaphore seats, AtomicReference<RuntimeException> failed) {
        seats.acquireUninterruptibly();
        try {
            if (failed.get() != null) throw new CompletionException("an earlier act went wrong", failed.get());
            act.work().live(new Doing(act));
            done.incrementAndGet();
        } catch (RuntimeException e) {
            failed.compareAndSet(
                    null, new IllegalStateException("act " + act.no() + " (" + act.what() + "): " + e.getMessage(), e));
            throw e;
        } finally {
            seats.release();
        }
    }

    /** One act being done: its requests and their keys. */
    final class Doing {
        private final Act act;
        private int requests;

        Doing(Act act) {
            this.act = act;
        }

        String id(String name) {
            var id = ids.get(name);
            if (id == null) throw new IllegalStateException("nothing filed as " + name);
            return id;
        }

        void remember(String name, String id) {
            ids.put(name, id);
        }

        void meet(String who, Person person) {
            people.put(who, person);
        }

        Person person(String who) {
            var person = people.get(who);
            if (person == null) throw new IllegalStateException("nobody known as " + who);
            return person;
        }

        JsonNode get(String who, String path) {
            return api.get(person(who), path);
        }

        private String nextKey() {
            return run + "-" + act.no() + "-" + requests++;
        }

        /** Files something that must be taken. */
        JsonNode post(String who, String path, Object body) {
            return write(who, "POST", path, body, null);
        }

        /** Files something that may be refused; the refusal is an answer. */
        Api.Reply ask(String who, String path, Object body) {
            return api.send(person(who), "POST", path, json(body), nextKey(), null);
        }

        /** Opens what opens once; opened before, it is as good. */
        void open(String path, Object body) {
            var reply = api.send(null, "POST", path, json(body), null, null);
            if (!reply.ok() && reply.status() != 410) throw new Api.Refused("POST " + path, reply);
        }

        JsonNode write(String who, String method, String path, Object body, String ifMatch) {
            var reply = api.send(who == null ? null : person(who), method, path, json(body), nextKey(), ifMatch);
            if (!reply.ok()) throw new Api.Refused(who + ": " + method + " " + path + " " + body, reply);
            return reply.body();
        }

        /** Takes a step with something that others may have changed: looks at it first, and names the version it saw. */
        JsonNode step(String who, String path, String step, Object body) {
            var seen = api.send(person(who), "GET", path, new Api.Body.Nothing(), null, null);
            if (!seen.ok()) throw new Api.Refused(who + ": GET " + path, seen);
            var etag = seen.etag() != null
                    ? seen.etag()
                    : "\"" + seen.body().get("version").asString() + "\"";
            return write(who, "POST", path + step, body, etag);
        }

        /** Files the same thing twice with the same key, as a telephone does that sends its queue again. */
        JsonNode postTwice(String who, String path, Object body) {
            var key = nextKey();
            var first = api.send(person(who), "POST", path, json(body), key, null);
            if (!first.ok()) throw new Api.Refused(who + ": POST " + path + " " + body, first);
            var second = api.send(person(who), "POST", path, json(body), key, null);
            if (second.status() != first.status() || !second.text().equals(first.text())) {
                throw new Api.Refused(
                        "the same request again was answered otherwise: POST " + path + " " + first.text(), second);
            }
            return first.body();
        }

        /** Files something whose answer is lost on the pass, and files it again. */
        JsonNode postThroughABadNetwork(String who, String path, Object body) {
            var key = nextKey();
            api.sendAndHangUp(person(who), path, json(body), key);
            var reply = api.send(person(who), "POST", path, json(body), key, null);
            if (!reply.ok()) throw new Api.Refused(who + ": POST " + path + " " + body, reply);
            return reply.body();
        }

        /** Files something wrong: the platform must refuse it with one of these problems. */
        void postWrong(String who, String path, Object body, Set<String> problems) {
            var reply = api.send(person(who), "POST", path, json(body), nextKey(), null);
            if (!problems.contains(reply.problem())) {
                throw new Api.Refused("expected " + problems + ": POST " + path + " " + body, reply);
            }
        }

        /** Sends other content under a key that has been used: refused, and the first stays. */
        JsonNode postUnderUsedKey(String who, String path, Object first, Object other) {
            var key = nextKey();
            var reply = api.send(person(who), "POST", path, json(first), key, null);
            if (!reply.ok()) throw new Api.Refused(who + ": POST " + path + " " + first, reply);
            var refused = api.send(person(who), "POST", path, json(other), key, null);
            if (!refused.problem().endsWith("idempotency-conflict")) {
                throw new Api.Refused("expected a conflict of keys: POST " + path, refused);
            }
            return reply.body();
        }

        JsonNode upload(String who, String path, String name, byte[] content) {
            var body = new Api.Body.File("file", name, content, Map.of());
            var reply = api.send(person(who), "POST", path, body, nextKey(), null);
            if (!reply.ok()) throw new Api.Refused(who + ": POST " + path + " " + name, reply);
            return reply.body();
        }

        private static Api.Body json(Object body) {
            return body == null ? new Api.Body.Nothing() : new Api.Body.Json(body);
        }
    }
}
