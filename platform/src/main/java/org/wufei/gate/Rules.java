package org.wufei.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.wufei.kernel.Allow;
import org.wufei.kernel.AllowAnyone;
import org.wufei.kernel.AllowSignedIn;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;
import org.wufei.kernel.WasteStream;

/** The rule of an endpoint is kept before it runs; a handler without a rule is refused to everybody. */
@Component
class Rules implements HandlerInterceptor, WebMvcConfigurer {
    private static final String ROOT = "org.wufei.";

    private final Map<String, String> streams;

    Rules(List<WasteStream> streams) {
        this.streams = streams.stream().collect(Collectors.toUnmodifiableMap(WasteStream::id, WasteStream::title));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) check(method);
        return true;
    }

    /** @throws Problem {@link CommonProblem#NOT_SIGNED_IN}, {@code NOT_ALLOWED}, {@code STREAM_CLOSED} */
    void check(HandlerMethod handler) {
        if (handler.hasMethodAnnotation(AllowAnyone.class)) return;
        var caller = Caller.current();
        requireStream(handler.getBeanType(), caller);
        if (handler.hasMethodAnnotation(AllowSignedIn.class)) return;
        var allow = handler.getMethodAnnotation(Allow.class);
        if (allow == null) throw new Problem(CommonProblem.NOT_ALLOWED, Map.of("permission", "none"));
        for (var permission : allow.value()) if (caller.may(permission)) return;
        throw new Problem(CommonProblem.NOT_ALLOWED, Map.of("permission", String.join(" / ", List.of(allow.value()))));
    }

    /** A door in a stream's package is the stream's, whatever it is allowed by. */
    private void requireStream(Class<?> door, Caller caller) {
        var seen = caller.scope().streams();
        if (seen.isEmpty() || !door.getPackageName().startsWith(ROOT)) return;
        var module = door.getPackageName().substring(ROOT.length());
        if (!streams.containsKey(module) || seen.contains(module)) return;
        throw new Problem(CommonProblem.STREAM_CLOSED, Map.of("stream", streams.get(module)));
    }
}
