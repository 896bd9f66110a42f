package org.wufei;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.wufei.house.House;

/** The platform: one Spring Modulith module per package below this one. */
@SpringBootApplication
@EnableScheduling
@Modulithic(systemName = "Wufei", sharedModules = "kernel")
public class WufeiApplication {
    public static void main(String[] words) {
        int status = House.run(WufeiApplication.class, words);
        if (status >= 0) System.exit(status);
    }
}
