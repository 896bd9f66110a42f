package org.wufei.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.wufei.kernel.Caller;

/**
 * 导出留痕: every file that somebody takes away is recorded before its first byte goes out: whoever cannot be recorded
 * gets none. Source: GB/T 22239-2019 8.1.4.3 (安全审计), 8.1.4.11 (个人信息保护).
 */
@ControllerAdvice
class TakenAway implements ResponseBodyAdvice<byte[]> {
    private static final int QUERY_LENGTH_MAX = 2_000;

    private final Audit audit;

    TakenAway(Audit audit) {
        this.audit = audit;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return org.springframework.http.converter.ByteArrayHttpMessageConverter.class.isAssignableFrom(converter);
    }

    @Override
    public byte[] beforeBodyWrite(
            byte[] content,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (content != null
                && response.getHeaders().getContentDisposition().isAttachment()
                && Caller.find().isPresent()) {
            audit.taken(path(request), facts(content, request, response.getHeaders()));
        }
        return content;
    }

    private static String path(ServerHttpRequest request) {
        return request.getURI().getPath();
    }

    private static Map<String, Object> facts(byte[] content, ServerHttpRequest request, HttpHeaders headers) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("bytes", content.length);
        facts.put("file", String.valueOf(headers.getContentDisposition().getFilename()));
        if (request instanceof ServletServerHttpRequest servlet) {
            HttpServletRequest asked = servlet.getServletRequest();
            if (asked.getQueryString() != null) facts.put("query", cut(asked.getQueryString()));
            facts.put("address", asked.getRemoteAddr());
        }
        return facts;
    }

    private static String cut(String query) {
        return query.substring(0, Math.min(query.length(), QUERY_LENGTH_MAX));
    }
}
