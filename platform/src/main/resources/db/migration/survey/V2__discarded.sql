-- A record written down by mistake is thrown away before it enters the book; its trail stays.
alter table survey.record drop constraint record_state_check;
alter table survey.record add constraint record_state_check
    check (state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'WITHDRAWN', 'DISCARDED'));
