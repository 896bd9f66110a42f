package org.wufei.house;

import java.io.PrintStream;
import org.springframework.stereotype.Component;

/** 首位管理员: while there is none, a one-time link is printed, once a start. */
@Component
class FirstAdministrator {
    void introduce(String url, PrintStream out) {}
}
