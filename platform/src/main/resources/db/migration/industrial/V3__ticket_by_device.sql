-- Two scales of one unit count their tickets each from 1: a number is told once by device.
alter table industrial.ticket drop constraint ticket_unit_id_ticket_no_key;
alter table industrial.ticket add constraint ticket_once unique (unit_id, device, ticket_no);
