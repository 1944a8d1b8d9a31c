-- when an edition was expected at a target
alter table delivery add column since timestamp(3) with time zone;
update delivery set since = due;
alter table delivery alter column since set not null;

-- what the owner calls a target; its name is what it is known by
alter table target add column label varchar(64);
