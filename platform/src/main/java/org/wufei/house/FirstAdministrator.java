package org.wufei.house;

import java.io.PrintStream;
import org.springframework.stereotype.Component;
import org.wufei.identity.People;

/** 首位管理员: while there is none, a one-time link is printed, once a start. */
@Component
class FirstAdministrator {
    private final People people;

    FirstAdministrator(People people) {
        this.people = people;
    }

    void introduce(String url, PrintStream out) {
        people.firstAdministratorLink().ifPresent(path -> out.println("首位管理员请打开此一次性链接设置密码: " + url + path));
    }
}
