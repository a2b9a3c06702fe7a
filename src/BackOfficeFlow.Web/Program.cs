using BackOfficeFlow.Web;

return await Starting.Run(args);
