package org.wufei.industrial;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.kernel.WasteCode;

/** 参数: figures that a rule or the bureau may change, asked with the day of the act. */
@Repository
class Parameters {
    private final JdbcClient db;

    Parameters(JdbcClient db) {
        this.db = db;
    }

    Tolerance exitTolerance(LocalDate on) {
        return new Tolerance(value("exit-tolerance-permille", on));
    }

    Tolerance stocktakeTolerance(LocalDate on) {
        return new Tolerance(value("stocktake-tolerance-permille", on));
    }

    int exitConfirmDays(LocalDate on) {
        return value("exit-confirm-days", on);
    }

    int monthDeadlineDay(LocalDate on) {
        return value("month-deadline-day", on);
    }

    int permitNearPercent(LocalDate on) {
        return value("permit-near-percent", on);
    }

    /** Years that a stock of the waste may lie; 0 where it may lie for ever. */
    int storageLimitYears(WasteCode waste, LocalDate on) {
        return db.sql("""
                        select value from industrial.parameter
                        where name in ('storage-limit-years', 'storage-limit-years/' || :class) and valid_from <= :on
                        order by length(name) desc, valid_from desc limit 1
                        """)
                .param("class", waste.wasteClass())
                .param("on", on)
                .query(Integer.class)
                .single();
    }

    private int value(String name, LocalDate on) {
        return db.sql("""
                        select value from industrial.parameter where name = :name and valid_from <= :on
                        order by valid_from desc limit 1
                        """)
                .param("name", name)
                .param("on", on)
                .query(Integer.class)
                .single();
    }
}
