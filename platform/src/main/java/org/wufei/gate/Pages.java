package org.wufei.gate;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.wufei.kernel.AllowAnyone;

/**
 * 页面: answers an address of the web application with its one page, so that a link sent to a colleague opens. Paths of the
 * API and paths that name a file (a dot in the last part) never come here: an unknown one of those stays a 404.
 */
@Controller
class Pages {
    private final Resource page = new ClassPathResource("static/index.html");

    @AllowAnyone("the page itself holds no data; what it shows is asked for by calls of their own")
    @GetMapping({
        "/",
        "/{first:(?!api$)(?!problems$)(?!assets$)[^.]+}",
        "/{first:(?!api$)(?!problems$)(?!assets$)[^.]+}/{*rest}"
    })
    ResponseEntity<Resource> page() {
        if (!page.exists()) return ResponseEntity.status(HttpStatus.NOT_FOUND).build();
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .body(page);
    }
}
