-- Not tested on SQL Server: H2 runs it in its mode for it.
create table smsgist_outbox (
	task_name varchar(40) not null,
	task_instance varchar(255) collate Latin1_General_BIN2 not null,
	task_data varbinary(max),
	execution_time datetimeoffset not null,
	picked bit not null,
	picked_by varchar(100),
	last_success datetimeoffset,
	last_failure datetimeoffset,
	consecutive_failures int,
	last_heartbeat datetimeoffset,
	version bigint not null,
	priority smallint,
	campaign varchar(100),
	parked_reason varchar(20),
	primary key (task_name, task_instance)
);
create index smsgist_outbox_due on smsgist_outbox (priority desc, execution_time);
create index smsgist_outbox_heartbeat on smsgist_outbox (last_heartbeat);

create table smsgist_sent (
	idempotency_key varchar(255) collate Latin1_General_BIN2 not null,
	message_id varchar(1000) not null,
	sent_at datetimeoffset not null,
	campaign varchar(100),
	primary key (idempotency_key)
);
create index smsgist_sent_at on smsgist_sent (sent_at);

create table smsgist_webhook_delivery (
	id varchar(255) collate Latin1_General_BIN2 not null,
	state char(1) not null,
	expires_at bigint not null,
	primary key (id)
);
create index smsgist_webhook_delivery_expires on smsgist_webhook_delivery (expires_at);

create table smsgist_verification (
	id varchar(64) collate Latin1_General_BIN2 not null,
	version bigint not null,
	recipient varchar(320) not null,
	subject_key varchar(64),
	locale varchar(64) not null,
	nonce varchar(64) not null,
	expires_at bigint not null,
	forget_at bigint not null,
	resend_allowed_at bigint not null,
	attempts int not null,
	sends int not null,
	send_number int not null,
	approved smallint not null,
	primary key (id)
);
create index smsgist_verification_forget on smsgist_verification (forget_at);

create table smsgist_verification_quota (
	quota_key varchar(100) collate Latin1_General_BIN2 not null,
	taken bigint not null,
	forget_at bigint not null,
	primary key (quota_key)
);
create index smsgist_verification_quota_forget on smsgist_verification_quota (forget_at);

create table smsgist_verification_use (
	quota_key varchar(100) collate Latin1_General_BIN2 not null,
	taken bigint not null,
	used_at bigint not null,
	units bigint not null,
	primary key (quota_key, taken)
);
