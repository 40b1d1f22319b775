package io.github.smsgist.outbox;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.HashSet;
import java.util.Set;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database in which each statement that changes something is, the first time that a
 * thread runs it, the one that a deadlock is ended with.
 */
final class DeadlockingDataSource extends DelegatingDataSource {

	private final ThreadLocal<Set<String>> ended = ThreadLocal.withInitial(HashSet::new);

	DeadlockingDataSource(DataSource dataSource) {
		super(dataSource);
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		return proxy(Connection.class, (proxy, method, arguments) -> {
			Object result = invoke(connection, method, arguments);
			return (result instanceof PreparedStatement statement) ? deadlocking(statement, (String) arguments[0])
					: result;
		});
	}

	private PreparedStatement deadlocking(PreparedStatement statement, String sql) {
		return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
			boolean changes = Set.of("executeUpdate", "executeBatch").contains(method.getName());
			if (changes && this.ended.get().add(sql)) {
				throw new SQLTransactionRollbackException("Deadlock", "40001");
			}
			return invoke(statement, method, arguments);
		});
	}

	private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

}
