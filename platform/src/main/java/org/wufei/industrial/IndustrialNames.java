package org.wufei.industrial;

import java.util.List;
import org.springframework.stereotype.Component;
import org.wufei.audit.ObjectNames;

/** How this module's objects are called where the audit names them. */
@Component
class IndustrialNames implements ObjectNames {
    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind(
                        "industrial.generation",
                        "industrial.read",
                        "select id, concat_ws(' ', batch_no, waste_name) from industrial.generation where id = any(:ids)"),
                new Kind(
                        "industrial.exit",
                        "industrial.read",
                        "select id, concat_ws(' ', batch_no, waste_name) from industrial.exit where id = any(:ids)"),
                new Kind(
                        "industrial.treatment",
                        "industrial.read",
                        "select id, concat_ws(' ', batch_no, waste_name) from industrial.treatment where id = any(:ids)"),
                new Kind(
                        "industrial.stocktake",
                        "industrial.read",
                        "select id, waste_name from industrial.stocktake where id = any(:ids)"),
                new Kind(
                        "industrial.ticket",
                        "industrial.read",
                        "select id, ticket_no from industrial.ticket where id = any(:ids)"),
                new Kind(
                        "industrial.approval",
                        "industrial.read",
                        "select id, no from industrial.approval where id = any(:ids)"),
                new Kind(
                        "industrial.process",
                        "industrial.read",
                        "select id, name from industrial.process where id = any(:ids)"),
                new Kind("industrial.execution-report", "industrial.read", """
                        select id, concat(year, case when quarter > 0 then ' Q' end, nullif(quarter, 0), ' v', no)
                        from industrial.execution_report where id = any(:ids)\
                        """),
                new Kind(
                        "industrial.yearly-list",
                        "industrial.read",
                        "select id, year::text from industrial.yearly_list where id = any(:ids)"));
    }
}
