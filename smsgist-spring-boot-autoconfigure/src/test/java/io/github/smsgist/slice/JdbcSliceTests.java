package io.github.smsgist.slice;

import java.util.Arrays;

import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.SmsGistOutbox;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.jdbc.Sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;

/**
 * Slices with a database need no credentials, and nothing of the starter is in them: no
 * tables, no outbox, no worker.
 */
class JdbcSliceTests {

	private static final String TABLE = "create table if not exists parcel (id bigint generated always as identity primary key, phone varchar(20))";

	private static void assertNothingOfTheStarter(ApplicationContext context) {
		assertThat(Arrays.stream(context.getBeanDefinitionNames())
			.map(context::getType)
			.filter((type) -> type != null)
			.map(Class::getName)).isNotEmpty().noneMatch((type) -> type.startsWith("io.github.smsgist.autoconfigure"));
		assertThat(context.getBean(JdbcClient.class)
			.sql("select count(*) from information_schema.tables where lower(table_name) like 'smsgist%'")
			.query(Long.class)
			.single()).isZero();
	}

	@Nested
	@JdbcTest
	@Import(ParcelNotices.class)
	@Sql(statements = TABLE)
	class Jdbc {

		@MockitoBean
		private SmsGistOutbox outbox;

		@Test
		void theRepositoryStoresThroughTheMock(@Autowired ParcelNotices notices, @Autowired JdbcClient jdbc) {
			notices.arrived("+233245972246");
			assertThat(jdbc.sql("select count(*) from parcel").query(Long.class).single()).isOne();
			then(this.outbox).should().sendSms(any(SmsMessage.class));
		}

		@Test
		void nothingOfTheStarterIsInTheSlice(@Autowired ApplicationContext context) {
			assertNothingOfTheStarter(context);
		}

	}

	@Nested
	@DataJdbcTest
	@Sql(statements = TABLE)
	class DataJdbc {

		@Test
		void theRepositoryIsTested(@Autowired Parcels parcels) {
			assertThat(parcels.save(new Parcels.Parcel(null, "+233245972246")).id()).isNotNull();
			assertThat(parcels.count()).isOne();
		}

		@Test
		void nothingOfTheStarterIsInTheSlice(@Autowired ApplicationContext context) {
			assertNothingOfTheStarter(context);
		}

	}

}
