package org.wufei.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
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

/** The rule of an endpoint is kept before it runs; a handler without a rule is refused to everybody. */
@Component
class Rules implements HandlerInterceptor, WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) check(method);
        return true;
    }

    /** @throws Problem {@link CommonProblem#NOT_SIGNED_IN}, {@link CommonProblem#NOT_ALLOWED} */
    static void check(HandlerMethod handler) {
        if (handler.hasMethodAnnotation(AllowAnyone.class)) return;
        var caller = Caller.current();
        if (handler.hasMethodAnnotation(AllowSignedIn.class)) return;
        var allow = handler.getMethodAnnotation(Allow.class);
        if (allow == null) throw new Problem(CommonProblem.NOT_ALLOWED, Map.of("permission", "none"));
        for (var permission : allow.value()) if (caller.may(permission)) return;
        throw new Problem(CommonProblem.NOT_ALLOWED, Map.of("permission", String.join(" / ", List.of(allow.value()))));
    }
}
