-- How well the owner remembered a show's study cards, and when each is due again.

create table grade (
  show       varchar(64)      not null,
  card       varchar(200)     not null,
  reviewed   date             not null,
  -- several on one day: each builds on the one before
  number     int              not null,
  grade      varchar(5)       not null,
  stability  double precision not null,
  difficulty double precision not null,
  due        date             not null,
  primary key (show, card, reviewed, number)
);

-- What was asked of language models, and what it cost.
create table call (
  id         uuid           primary key,
  show       varchar(64)    not null,
  edition    varchar(20)    not null,
  -- the calendar month of the edition, such as 2026-11
  in_month   char(7)        not null,
  model      varchar(100)   not null,
  purpose    varchar(20)    not null,
  at         timestamp(3) with time zone not null,
  tokens_in  bigint         not null,
  tokens_out bigint         not null,
  price      numeric(20, 8) not null,
  millis     bigint         not null
);

create index call_of_month on call (in_month);
