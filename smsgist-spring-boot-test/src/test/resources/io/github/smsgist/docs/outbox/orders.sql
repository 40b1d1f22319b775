create table orders (id varchar(50) primary key, confirmation_key varchar(255), confirmation varchar(255), shipped boolean default false not null);
