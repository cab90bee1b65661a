import Testing

@testable import Measurement

@Suite struct OracleTests {
  @Test(
    "published data sets reach their exact optimum", arguments: Published.oracles,
    [CalibrationPlan.Engine.automatic, .sufficient])
  func optimum(_ oracle: Published.Oracle, _ engine: CalibrationPlan.Engine) throws {
    let responses = try Responses(Published.answers(oracle.name))
    var plan = CalibrationPlan(Published.model(oracle.model), items: responses.items)
    plan.engine = engine
    let fit = try calibrate(responses, plan: plan)
    #expect(fit.certificate.converged)
    #expect(fit.warnings.isEmpty)
    #expect(abs(fit.logLikelihood / oracle.logLikelihood - 1) < 1e-9)
    let (values, errors) = fit.listed
    try #require(values.count == oracle.parameters.count)
    for (value, exact) in zip(values, oracle.parameters) { #expect(abs(value - exact) < 1e-7) }
    for (error, exact) in zip(errors, oracle.errors) { #expect(abs(error - exact) < 1e-5) }
  }

  @Test("all the oracles are there")
  func count() { #expect(Published.oracles.count == 11) }
}
