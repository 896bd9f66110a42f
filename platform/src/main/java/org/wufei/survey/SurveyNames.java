package org.wufei.survey;

import java.util.List;
import org.springframework.stereotype.Component;
import org.wufei.audit.ObjectNames;

/** How this module's objects are called where the audit names them. */
@Component
class SurveyNames implements ObjectNames {
    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind("survey.campaign", "survey.read", "select id, name from survey.campaign where id = any(:ids)"),
                new Kind(
                        "survey.survey-record",
                        "survey.read",
                        "select id, name from survey.record where id = any(:ids)"));
    }
}
