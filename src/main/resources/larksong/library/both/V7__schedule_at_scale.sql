-- In the order in which Quartz takes what is due.
drop index qrtz_next;
create index qrtz_next on qrtz_triggers (sched_name, trigger_state, next_fire_time, priority desc);
