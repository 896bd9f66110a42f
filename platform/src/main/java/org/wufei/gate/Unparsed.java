package org.wufei.gate;

import java.io.IOException;
import java.util.Map;
import org.apache.catalina.Pipeline;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;
import tools.jackson.databind.json.JsonMapper;

/** What the container refuses before any page or handler is asked (an address that cannot be read) is a problem like any other. */
@Component
class Unparsed implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final JsonMapper json;

    Unparsed(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            Pipeline host = context.getParent().getPipeline();
            host.addValve(new Valve(json));
        });
    }

    private static final class Valve extends ErrorReportValve {
        private final JsonMapper json;

        Valve(JsonMapper json) {
            this.json = json;
            setAsyncSupported(true);
        }

        @Override
        protected void report(Request request, Response response, Throwable thrown) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
            var problem = new Problem(status < 500 ? CommonProblem.BODY_UNREADABLE : CommonProblem.DEFECT, Map.of());
            var body = Wire.body(problem, request.getRequestURI() == null ? "" : request.getRequestURI());
            body.put("status", status);
            try {
                response.setContentType("application/problem+json");
                response.setHeader("X-Content-Type-Options", "nosniff");
                response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
                response.getOutputStream().write(json.writeValueAsBytes(body));
                response.finishResponse();
            } catch (IOException | IllegalStateException e) {
                // the caller has gone, or the answer has begun: nothing more can be said
                container.getLogger().debug("not reported", e);
            }
        }
    }
}
