-- how the latest run of each edition ended, on whichever node it was
create table run (
  show     varchar(64) not null,
  edition  varchar(20) not null,
  status   varchar(20) not null,
  ended    timestamp(3) with time zone not null,
  -- milliseconds that it took when nothing of it was there yet
  whole    bigint,
  record   ${text} not null,
  -- the words about which the owner is to decide, and those that they approved last
  held     ${text},
  approved ${text},
  primary key (show, edition)
);

create index run_ended on run (ended);
create index run_status on run (status);

-- how many bytes of an upload are there, on whichever node
alter table upload add column bytes bigint default 0 not null;
