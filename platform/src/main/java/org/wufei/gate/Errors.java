package org.wufei.gate;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.AllowAnyone;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;

/** What the servlet container itself refuses (a malformed address, a header too long), in the same shape as everything else. */
@RestController
class Errors implements ErrorController {
    @RequestMapping("/error")
    @AllowAnyone("an answer to a request that no handler took")
    ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            return Wire.answer(ProblemAdvice.problem(thrown, request), request);
        }
        var type = switch (status) {
            case 401 -> CommonProblem.NOT_SIGNED_IN;
            case 403 -> CommonProblem.NOT_ALLOWED;
            case 404 -> CommonProblem.NOT_FOUND;
            case 405 -> CommonProblem.METHOD_NOT_ALLOWED;
            case 413, 414, 431 -> CommonProblem.TOO_LARGE;
            case 415 -> CommonProblem.MEDIA_TYPE;
            case 503 -> CommonProblem.BUSY;
            default -> status >= 500 ? CommonProblem.DEFECT : CommonProblem.BODY_UNREADABLE;
        };
        return Wire.answer(new Problem(type, Map.of()), request);
    }
}
