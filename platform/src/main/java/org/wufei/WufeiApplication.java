package org.wufei;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The platform: one Spring Modulith module per package below this one. */
@SpringBootApplication
@EnableScheduling
@Modulithic(systemName = "Wufei", sharedModules = "kernel")
public class WufeiApplication {
    public static void main(String[] args) {
        SpringApplication.run(WufeiApplication.class, args);
    }
}
