package io.github.smsgist.sample;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Repository for orders.
 */
@Repository
class Orders {

	private static final String SELECT = """
			select shop_order.*, delivery.state from shop_order
			left join delivery on delivery.message_id = shop_order.message_id
			""";

	private final JdbcClient jdbc;

	Orders(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void add(Order order) {
		this.jdbc.sql("""
				insert into shop_order (number, phone, product, price, placed_at, confirmation_key)
				values (?, ?, ?, ?, ?, ?)""")
			.params(order.number(), order.phone(), order.product().name(), order.price(),
					Timestamp.from(order.placedAt()), order.confirmationKey())
			.update();
	}

	Optional<Order> find(String number) {
		return this.jdbc.sql(SELECT + "where number = ?").param(number).query(Orders::order).optional();
	}

	List<Order> latest(int limit) {
		return this.jdbc.sql(SELECT + "order by placed_at desc, number limit ?")
			.param(limit)
			.query(Orders::order)
			.list();
	}

	List<Order> latestOf(String phone, int limit) {
		return this.jdbc.sql(SELECT + "where phone = ? order by placed_at desc, number limit ?")
			.params(phone, limit)
			.query(Orders::order)
			.list();
	}

	boolean existFor(String phone) {
		return this.jdbc.sql("select exists (select 1 from shop_order where phone = ?)")
			.param(phone)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Return the first order of each customer.
	 * @return the orders
	 */
	List<Order> firstOfEachCustomer() {
		return this.jdbc.sql(SELECT + "where number in (select min(number) from shop_order group by phone)")
			.query(Orders::order)
			.list();
	}

	void confirmed(String confirmationKey, String messageId) {
		this.jdbc.sql("update shop_order set message_id = ?, problem = null where confirmation_key = ?")
			.params(messageId, confirmationKey)
			.update();
	}

	void notConfirmed(String confirmationKey, String problem) {
		this.jdbc.sql("update shop_order set problem = ? where confirmation_key = ?")
			.params(problem, confirmationKey)
			.update();
	}

	void waiting(String confirmationKey) {
		this.jdbc.sql("update shop_order set problem = null where confirmation_key = ?")
			.param(confirmationKey)
			.update();
	}

	private static Order order(ResultSet row, int number) throws SQLException {
		Integer state = row.getObject("state", Integer.class);
		return new Order(row.getString("number"), row.getString("phone"), Product.valueOf(row.getString("product")),
				row.getBigDecimal("price"), row.getTimestamp("placed_at").toInstant(), row.getString("message_id"),
				row.getString("problem"), (state != null) ? DeliveryState.values()[state] : null);
	}

}
