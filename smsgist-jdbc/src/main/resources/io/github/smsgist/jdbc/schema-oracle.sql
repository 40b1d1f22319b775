-- Not tested on Oracle: H2 runs it in its mode for it.
create table smsgist_outbox (
	task_name varchar2(40) not null,
	task_instance varchar2(255) not null,
	task_data blob,
	execution_time timestamp(6) with time zone not null,
	picked number(1) not null,
	picked_by varchar2(100),
	last_success timestamp(6) with time zone,
	last_failure timestamp(6) with time zone,
	consecutive_failures number(9),
	last_heartbeat timestamp(6) with time zone,
	version number(19) not null,
	priority number(5),
	campaign varchar2(100),
	parked_reason varchar2(20),
	primary key (task_name, task_instance)
);
create index smsgist_outbox_due on smsgist_outbox (priority desc, execution_time);
create index smsgist_outbox_heartbeat on smsgist_outbox (last_heartbeat);

create table smsgist_sent (
	idempotency_key varchar2(255) not null,
	message_id varchar2(1000) not null,
	sent_at timestamp(6) with time zone not null,
	campaign varchar2(100),
	primary key (idempotency_key)
);
create index smsgist_sent_at on smsgist_sent (sent_at);

create table smsgist_webhook_delivery (
	id varchar2(255) not null,
	state char(1) not null,
	expires_at number(19) not null,
	primary key (id)
);
create index smsgist_webhook_delivery_expires on smsgist_webhook_delivery (expires_at);

create table smsgist_verification (
	id varchar2(64) not null,
	version number(19) not null,
	recipient varchar2(320) not null,
	subject_key varchar2(64),
	locale varchar2(64) not null,
	nonce varchar2(64) not null,
	expires_at number(19) not null,
	forget_at number(19) not null,
	resend_allowed_at number(19) not null,
	attempts number(9) not null,
	sends number(9) not null,
	send_number number(9) not null,
	approved number(1) not null,
	primary key (id)
);
create index smsgist_verification_forget on smsgist_verification (forget_at);

create table smsgist_verification_quota (
	quota_key varchar2(100) not null,
	taken number(19) not null,
	forget_at number(19) not null,
	primary key (quota_key)
);
create index smsgist_verification_quota_forget on smsgist_verification_quota (forget_at);

create table smsgist_verification_use (
	quota_key varchar2(100) not null,
	taken number(19) not null,
	used_at number(19) not null,
	units number(19) not null,
	primary key (quota_key, taken)
);
