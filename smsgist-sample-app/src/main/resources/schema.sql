create table if not exists shop_order (
	number varchar(64) primary key,
	phone varchar(20) not null,
	product varchar(20) not null,
	price decimal(10, 2) not null,
	placed_at timestamp not null,
	confirmation_key varchar(100) not null unique,
	message_id varchar(100),
	problem varchar(2000)
);

create table if not exists delivery (
	message_id varchar(100) primary key,
	state integer not null
);
