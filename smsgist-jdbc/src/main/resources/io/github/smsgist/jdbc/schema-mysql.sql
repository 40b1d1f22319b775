create table if not exists smsgist_outbox (
	task_name varchar(40) not null,
	task_instance varchar(255) character set ascii collate ascii_bin not null,
	task_data longblob,
	execution_time datetime(6) not null,
	picked boolean not null,
	picked_by varchar(100),
	last_success datetime(6),
	last_failure datetime(6),
	consecutive_failures int,
	last_heartbeat datetime(6),
	version bigint not null,
	priority smallint,
	campaign varchar(100),
	parked_reason varchar(20),
	primary key (task_name, task_instance),
	index smsgist_outbox_due (priority desc, execution_time),
	index smsgist_outbox_heartbeat (last_heartbeat)
);

create table if not exists smsgist_sent (
	idempotency_key varchar(255) character set ascii collate ascii_bin not null,
	message_id varchar(1000) not null,
	sent_at datetime(6) not null,
	campaign varchar(100),
	primary key (idempotency_key),
	index smsgist_sent_at (sent_at)
);

create table if not exists smsgist_webhook_delivery (
	id varchar(255) character set ascii collate ascii_bin not null,
	state char(1) not null,
	expires_at bigint not null,
	primary key (id),
	index smsgist_webhook_delivery_expires (expires_at)
);

create table if not exists smsgist_verification (
	id varchar(64) character set ascii collate ascii_bin not null,
	version bigint not null,
	recipient varchar(320) not null,
	subject_key varchar(64) character set ascii collate ascii_bin,
	locale varchar(64) not null,
	nonce varchar(64) character set ascii collate ascii_bin not null,
	expires_at bigint not null,
	forget_at bigint not null,
	resend_allowed_at bigint not null,
	attempts int not null,
	sends int not null,
	send_number int not null,
	approved smallint not null,
	primary key (id),
	index smsgist_verification_forget (forget_at)
);

create table if not exists smsgist_verification_quota (
	quota_key varchar(100) character set ascii collate ascii_bin not null,
	taken bigint not null,
	forget_at bigint not null,
	primary key (quota_key),
	index smsgist_verification_quota_forget (forget_at)
);

create table if not exists smsgist_verification_use (
	quota_key varchar(100) character set ascii collate ascii_bin not null,
	taken bigint not null,
	used_at bigint not null,
	units bigint not null,
	primary key (quota_key, taken)
);
