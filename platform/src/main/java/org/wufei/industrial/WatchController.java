package org.wufei.industrial;

import java.util.UUID;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wufei.kernel.Allow;

/** 台账核查 over HTTP: an officer need not wait for the hour. */
@RestController
@RequestMapping("/api/v1/industrial")
class WatchController {
    private final Watch watch;

    WatchController(Watch watch) {
        this.watch = watch;
    }

    record Which(UUID unitId) {}

    @PostMapping("/watch")
    @Allow(IndustrialPermissions.WATCH)
    Watch.Seen look(@RequestBody(required = false) Which which) {
        return watch.look(which == null ? null : which.unitId());
    }
}
