-- The stems of all that is said in each episode; a row's number is the first half of its GUID.
create table spoken (
  rowid bigint primary key,
  stems text   not null
);

create index spoken_stems on spoken using gin (array_to_tsvector(string_to_array(stems, ' ')));
