using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Footfall.Storage.Control.Migrations;

/// <summary>The control plane's first tables. Written by hand, since EF Core's design-time package is not needed for anything else.</summary>
[DbContext(typeof(ControlDbContext))]
[Migration("0001_initial")]
internal sealed class M0001Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        AddAccounts(migrationBuilder);
        AddProjects(migrationBuilder);
        AddProjectParts(migrationBuilder);
        AddTokensAndAudit(migrationBuilder);
    }

    private static void AddAccounts(MigrationBuilder migration)
    {
        migration.CreateTable("accounts", table => new
        {
            Id = table.Column<Guid>("TEXT"),
            Email = table.Column<string>("TEXT"),
            Name = table.Column<string>("TEXT"),
            Salt = table.Column<byte[]>("BLOB"),
            LoginKeyHash = table.Column<string>("TEXT"),
            IsOwner = table.Column<bool>("INTEGER"),
            CreatedAt = table.Column<DateTime>("TEXT"),
        }, constraints: table => table.PrimaryKey("PK_accounts", row => row.Id));
        migration.CreateIndex("IX_accounts_Email", "accounts", "Email", unique: true);
        migration.CreateTable("sessions", table => new
        {
            TokenHash = table.Column<byte[]>("BLOB"),
            AccountId = table.Column<Guid>("TEXT"),
            CreatedAt = table.Column<DateTime>("TEXT"),
            ExpiresAt = table.Column<DateTime>("TEXT"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_sessions", row => row.TokenHash);
            table.ForeignKey("FK_sessions_accounts_AccountId", row => row.AccountId, "accounts", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_sessions_AccountId", "sessions", "AccountId");
    }

    private static void AddProjects(MigrationBuilder migration)
    {
        migration.CreateTable("projects", table => new
        {
            Id = table.Column<Guid>("TEXT"),
            Number = table.Column<int>("INTEGER"),
            Key = table.Column<string>("TEXT"),
            Name = table.Column<string>("TEXT"),
            AppName = table.Column<string>("TEXT", nullable: true),
            Mode = table.Column<int>("INTEGER"),
            TimeZone = table.Column<string>("TEXT"),
            RetentionDays = table.Column<int>("INTEGER", nullable: true),
            OptOut = table.Column<int>("INTEGER"),
            RefuseUndeclared = table.Column<bool>("INTEGER"),
            RateLimitPerMinute = table.Column<int>("INTEGER", nullable: true),
            AllowedHosts = table.Column<string>("TEXT"),
            RedactedParameters = table.Column<string>("TEXT"),
            IsDemo = table.Column<bool>("INTEGER"),
            CreatedAt = table.Column<DateTime>("TEXT"),
        }, constraints: table => table.PrimaryKey("PK_projects", row => row.Id));
        migration.CreateIndex("IX_projects_Number", "projects", "Number", unique: true);
        migration.CreateIndex("IX_projects_Key", "projects", "Key", unique: true);
        migration.CreateIndex("IX_projects_AppName", "projects", "AppName", unique: true);
    }

    private static void AddProjectParts(MigrationBuilder migration)
    {
        migration.CreateTable("domains", table => new
        {
            Domain = table.Column<string>("TEXT"),
            ProjectId = table.Column<Guid>("TEXT"),
            Position = table.Column<int>("INTEGER"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_domains", row => row.Domain);
            table.ForeignKey("FK_domains_projects_ProjectId", row => row.ProjectId, "projects", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_domains_ProjectId", "domains", "ProjectId");
        migration.CreateTable("declared_events", table => new
        {
            ProjectId = table.Column<Guid>("TEXT"),
            Name = table.Column<string>("TEXT"),
            Purpose = table.Column<string>("TEXT"),
            Props = table.Column<string>("TEXT"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_declared_events", row => new { row.ProjectId, row.Name });
            table.ForeignKey("FK_declared_events_projects_ProjectId", row => row.ProjectId, "projects", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateTable("goals", table => new
        {
            Id = table.Column<Guid>("TEXT"),
            ProjectId = table.Column<Guid>("TEXT"),
            DisplayName = table.Column<string>("TEXT"),
            EventName = table.Column<string>("TEXT", nullable: true),
            PagePath = table.Column<string>("TEXT", nullable: true),
            Currency = table.Column<string>("TEXT", nullable: true),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_goals", row => row.Id);
            table.ForeignKey("FK_goals_projects_ProjectId", row => row.ProjectId, "projects", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_goals_ProjectId_DisplayName", "goals", ["ProjectId", "DisplayName"], unique: true);
        migration.CreateTable("sites", table => new
        {
            ProjectId = table.Column<Guid>("TEXT"),
            Hostname = table.Column<string>("TEXT"),
            FirstSeen = table.Column<DateTime>("TEXT"),
            ConfirmedAt = table.Column<DateTime>("TEXT", nullable: true),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_sites", row => new { row.ProjectId, row.Hostname });
            table.ForeignKey("FK_sites_projects_ProjectId", row => row.ProjectId, "projects", "Id", onDelete: ReferentialAction.Cascade);
        });
    }

    private static void AddTokensAndAudit(MigrationBuilder migration)
    {
        migration.CreateTable("tokens", table => new
        {
            Id = table.Column<Guid>("TEXT"),
            Name = table.Column<string>("TEXT"),
            Hash = table.Column<byte[]>("BLOB"),
            Prefix = table.Column<string>("TEXT"),
            Scopes = table.Column<int>("INTEGER"),
            Projects = table.Column<string>("TEXT", nullable: true),
            CreatedAt = table.Column<DateTime>("TEXT"),
            LastUsedAt = table.Column<DateTime>("TEXT", nullable: true),
        }, constraints: table => table.PrimaryKey("PK_tokens", row => row.Id));
        migration.CreateIndex("IX_tokens_Hash", "tokens", "Hash", unique: true);
        migration.CreateTable("audit", table => new
        {
            Sequence = table.Column<long>("INTEGER"),
            Time = table.Column<DateTime>("TEXT"),
            Actor = table.Column<string>("TEXT"),
            Action = table.Column<string>("TEXT"),
            ProjectId = table.Column<Guid>("TEXT", nullable: true),
            Detail = table.Column<string>("TEXT"),
            PreviousHash = table.Column<byte[]>("BLOB"),
            Hash = table.Column<byte[]>("BLOB"),
        }, constraints: table => table.PrimaryKey("PK_audit", row => row.Sequence));
        migration.CreateTable("settings", table => new
        {
            Name = table.Column<string>("TEXT"),
            Value = table.Column<string>("TEXT"),
        }, constraints: table => table.PrimaryKey("PK_settings", row => row.Name));
    }
}
