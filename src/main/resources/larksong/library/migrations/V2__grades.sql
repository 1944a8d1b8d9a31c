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
